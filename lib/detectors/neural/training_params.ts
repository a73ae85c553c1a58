/**
 * Parameters that all neural detectors have.
 *
 * @module
 */
import type { EngineChoice } from "../../compute/trainer.ts";
import type { ParamField, ParamsFault } from "../../learning/param_field.ts";

/** How a network is trained. */
export interface TrainingParams {
  /** Maximum epochs. */
  epochs: number;
  /** Rows (windows) for each step of the optimiser. */
  batchSize: number;
  learningRate: number;
  /** Epochs without a better validation loss after which training ends. */
  patience: number;
  /** Share of the rows that is set aside for validation. */
  validationSplit: number;
  engine: EngineChoice;
}

/** Fields of {@linkcode TrainingParams}. */
export const TRAINING_FIELDS: ParamField[] = [
  {
    name: "epochs",
    label: "Maximum epochs",
    knownAs: "max_iter",
    help: "Passes over the training records. Training stops earlier when it no longer improves.",
    type: "integer",
    default: 50,
    min: 1,
    max: 1000,
  },
  {
    name: "batchSize",
    label: "Batch size",
    knownAs: "batch_size",
    help: "Records for each step of the optimiser. Larger is faster, but needs more epochs.",
    type: "integer",
    default: 256,
    min: 1,
    max: 8192,
  },
  {
    name: "learningRate",
    label: "Learning rate",
    knownAs: "learning_rate_init",
    help: "Size of the optimiser's steps. Lower it when the loss jumps or grows.",
    type: "number",
    default: 0.001,
    min: 0.000001,
    max: 1,
  },
  {
    name: "patience",
    label: "Patience",
    knownAs: "n_iter_no_change",
    help:
      "Epochs without a better validation loss before training stops and restores the best epoch's weights.",
    type: "integer",
    default: 3,
    min: 1,
    max: 1000,
  },
  {
    name: "validationSplit",
    label: "Validation share",
    knownAs: "validation_fraction",
    help: "Share of the training records set aside to decide when training stops.",
    type: "number",
    default: 0.1,
    min: 0.01,
    max: 0.5,
  },
  {
    name: "engine",
    label: "Training engine",
    help:
      "auto uses the fast kernels, or TensorFlow.js where they cannot run. TensorFlow.js trains many times slower; scores come from the same kernels either way.",
    type: "choice",
    default: "auto",
    options: [
      { value: "auto", label: "Automatic" },
      { value: "tfjs", label: "TensorFlow.js" },
    ],
  },
];

/** The share of numbers between layers that training sets to zero. */
export function dropoutField(rate: number): ParamField {
  return {
    name: "dropout",
    label: "Dropout",
    knownAs: "dropout_rate",
    help:
      "Share of each layer's outputs set to zero during training, so that the network relies on no single output. Helps with little training data, and with wide layers, which tend to copy any record.",
    type: "number",
    default: rate,
    min: 0,
    max: 0.9,
  };
}

/** Rows in a window. */
export const WINDOW_FIELD: ParamField = {
  name: "window",
  label: "Window",
  help:
    "Records read for each score: the record itself and the ones before it. 1 scores each record alone; more only helps if the order of the records is meaningful.",
  type: "integer",
  default: 1,
  min: 1,
  max: 100,
};

/** Parameters that decide how much memory a recurrent network takes. */
export interface RecurrentParams extends TrainingParams {
  /** Units of each LSTM layer. */
  layers: number[];
  window: number;
}

/** Outputs of LSTM layers in a batch at most: keeps TensorFlow.js below 1.5 GB where it trains. */
const MAX_OUTPUTS = 2 ** 23;

/** Whether a batch of windows fits into memory. */
export function checkRecurrent(params: Record<string, unknown>): ParamsFault | null {
  const { layers, window, batchSize } = params as unknown as RecurrentParams;
  const units = layers.reduce((sum, each) => sum + each, 0);
  const most = Math.floor(MAX_OUTPUTS / (window * units));
  if (batchSize <= most) return null;
  return {
    name: "batchSize",
    message: `batchSize must be at most ${most} with a window of ${window} and ${units} units, ` +
      "or a batch takes too much memory.",
  };
}
