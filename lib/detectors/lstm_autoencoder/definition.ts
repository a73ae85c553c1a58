/**
 * The LSTM autoencoder as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";
import {
  checkRecurrent,
  dropoutField,
  TRAINING_FIELDS,
  WINDOW_FIELD,
} from "../neural/training_params.ts";

/** What pages, the API and runs know of the LSTM autoencoder. */
export const lstmAutoencoderDefinition: DetectorDefinition = {
  kind: "lstm-autoencoder",
  title: "LSTM autoencoder",
  summary:
    "A recurrent network that learns to reconstruct normal records, one at a time or in windows of consecutive records; records that it reconstructs poorly are anomalous. Can detect unusual sequences.",
  source:
    "P. Malhotra et al.: LSTM-based Encoder-Decoder for Multi-sensor Anomaly Detection. ICML Anomaly Detection Workshop, 2016.",
  fields: [
    {
      name: "layers",
      label: "Layers",
      help:
        "Units of the encoder's layers, the last one being the bottleneck; the decoder mirrors them. 128, 64 is a deep network.",
      type: "integer-list",
      default: [64],
      min: 1,
      max: 512,
      maxLength: 4,
    },
    WINDOW_FIELD,
    dropoutField(0.2),
    ...TRAINING_FIELDS,
  ],
  check: checkRecurrent,
  requires: { rows: 2, order: true },
  cost: 25,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./lstm_autoencoder.ts", import.meta.url),
};
