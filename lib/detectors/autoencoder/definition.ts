/**
 * The autoencoder as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";
import type { ParamField } from "../../learning/param_field.ts";
import { dropoutField, TRAINING_FIELDS } from "../neural/training_params.ts";

/** Widths of the layers. */
export const HIDDEN_FIELD: ParamField = {
  name: "hidden",
  label: "Hidden layers",
  knownAs: "hidden_layer_sizes",
  help:
    "Widths of the encoder's layers, the last one being the bottleneck; the decoder mirrors them. A narrow bottleneck learns only the main patterns of normal traffic; a wide one reconstructs attacks too.",
  type: "integer-list",
  default: [64, 8],
  min: 1,
  max: 1024,
  maxLength: 6,
};

/** What follows each hidden layer. */
export const ACTIVATION_FIELD: ParamField = {
  name: "activation",
  label: "Activation",
  knownAs: "activation",
  help: "Activation function of the hidden layers. ReLU is fastest; tanh and ELU are smooth.",
  type: "choice",
  default: "relu",
  options: [
    { value: "relu", label: "ReLU" },
    { value: "tanh", label: "tanh" },
    { value: "elu", label: "ELU" },
  ],
};

/** What pages, the API and runs know of the autoencoder. */
export const autoencoderDefinition: DetectorDefinition = {
  kind: "autoencoder",
  title: "Autoencoder",
  knownAs: "AutoEncoder (PyOD)",
  summary:
    "A neural network that compresses normal records through a bottleneck and reconstructs them; records that it reconstructs poorly are anomalous. Finds unusual combinations of values.",
  source:
    "M. Sakurada, T. Yairi: Anomaly Detection Using Autoencoders with Nonlinear Dimensionality Reduction. MLSDA, 2014.",
  fields: [
    HIDDEN_FIELD,
    ACTIVATION_FIELD,
    dropoutField(0),
    {
      name: "noise",
      label: "Input noise",
      help:
        "Standard deviation of the noise added to the scaled records during training, which the network learns to remove. Reduces overfitting.",
      type: "number",
      default: 0,
      min: 0,
      max: 10,
    },
    {
      name: "networks",
      label: "Networks in the ensemble",
      help:
        "Networks trained from different random initialisations; their reconstructions are averaged. More networks vary less from seed to seed, and training time grows in proportion.",
      type: "integer",
      default: 3,
      min: 1,
      max: 10,
    },
    {
      name: "minImprovement",
      label: "Minimum improvement",
      knownAs: "tol",
      help:
        'Training stops when "Patience" epochs have not lowered the validation loss by more than this share of the data\'s variance. With 0, networks keep training and learn to copy any input.',
      type: "number",
      default: 0.003,
      min: 0,
      max: 1,
    },
    {
      name: "error",
      label: "Score",
      help:
        "The score is the mean of these errors. Squared errors let a single column with a large error dominate. Absolute errors also catch many small errors, as in attacks that look nearly normal.",
      type: "choice",
      default: "squared",
      options: [
        { value: "squared", label: "Squared errors" },
        { value: "absolute", label: "Absolute errors" },
      ],
    },
    ...TRAINING_FIELDS,
  ],
  requires: { rows: 2 },
  cost: 8,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./autoencoder.ts", import.meta.url),
};
