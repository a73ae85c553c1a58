/**
 * The autoencoder as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../thresholds/rule.ts";
import type { DetectorDefinition } from "./definition.ts";

/** What pages, the API and runs know of the autoencoder. */
export const autoencoderDefinition: DetectorDefinition = {
  kind: "autoencoder",
  title: "Autoencoder",
  summary:
    "A neural network that learns to squeeze normal records through a bottleneck and restore them; records that it restores badly are anomalous. Finds odd combinations of values.",
  source:
    "M. Sakurada, T. Yairi: Anomaly Detection Using Autoencoders with Nonlinear Dimensionality Reduction. MLSDA, 2014.",
  fields: [
    {
      name: "hidden",
      label: "Hidden layers",
      help:
        "Widths of the encoder's layers, the last one being the bottleneck; the decoder mirrors them. Narrower layers force a coarser picture of normal traffic.",
      type: "integer-list",
      default: [64, 32],
      min: 1,
      max: 1024,
      maxLength: 6,
    },
    {
      name: "epochs",
      label: "Epochs at most",
      help: "Passes over the training records. Training ends earlier when it stops getting better.",
      type: "integer",
      default: 50,
      min: 1,
      max: 1000,
    },
    {
      name: "batchSize",
      label: "Batch size",
      help: "Records for each step of the optimiser. Larger is faster, but needs more epochs.",
      type: "integer",
      default: 256,
      min: 1,
      max: 8192,
    },
    {
      name: "learningRate",
      label: "Learning rate",
      help: "Size of the optimiser's steps. Lower it when the loss jumps or grows.",
      type: "number",
      default: 0.001,
      min: 0.000001,
      max: 1,
    },
    {
      name: "patience",
      label: "Patience",
      help:
        "Epochs without a better validation loss before training ends and the best epoch's weights are taken.",
      type: "integer",
      default: 3,
      min: 1,
      max: 1000,
    },
    {
      name: "validationSplit",
      label: "Validation share",
      help: "Share of the training records that is set aside to decide when training ends.",
      type: "number",
      default: 0.1,
      min: 0.01,
      max: 0.5,
    },
  ],
  defaultThreshold: () => DEFAULT_THRESHOLD,
};
