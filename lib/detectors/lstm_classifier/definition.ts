/**
 * The LSTM classifier as the catalogue lists it.
 *
 * @module
 */
import type { DetectorDefinition } from "../definition.ts";
import {
  checkRecurrent,
  dropoutField,
  TRAINING_FIELDS,
  WINDOW_FIELD,
} from "../neural/training_params.ts";

/** What pages, the API and runs know of the LSTM classifier. */
export const lstmClassifierDefinition: DetectorDefinition = {
  kind: "lstm-classifier",
  title: "LSTM classifier",
  summary:
    "A recurrent network that learns from labelled records to distinguish attacks from normal traffic. Precise for attacks like those in the training data, blind to new kinds.",
  source: "S. Hochreiter, J. Schmidhuber: Long Short-Term Memory. Neural Computation 9 (8), 1997.",
  fields: [
    {
      name: "layers",
      label: "Layers",
      help: "Units of each layer, in order.",
      type: "integer-list",
      default: [64],
      min: 1,
      max: 512,
      maxLength: 4,
    },
    WINDOW_FIELD,
    {
      name: "classWeights",
      label: "Class weights",
      knownAs: "class_weight",
      help:
        "Balanced gives normal records and attacks the same total weight, however few there are of either.",
      type: "choice",
      default: "balanced",
      options: [{ value: "balanced", label: "Balanced" }, { value: "none", label: "None" }],
    },
    dropoutField(0),
    ...TRAINING_FIELDS,
  ],
  check: checkRecurrent,
  requires: { rows: 4, labels: true, order: true },
  cost: 15,
  defaultThreshold: () => ({ rule: "fixed", value: 0.5 }),
  implementation: new URL("./lstm_classifier.ts", import.meta.url),
};
