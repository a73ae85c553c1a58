/**
 * The untrained autoencoder as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import { ACTIVATION_FIELD, HIDDEN_FIELD } from "../autoencoder/definition.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of the untrained autoencoder. */
export const untrainedAutoencoderDefinition: DetectorDefinition = {
  kind: "untrained-autoencoder",
  title: "Untrained autoencoder",
  summary:
    "The autoencoder's network with random weights: the baseline that shows how much training adds.",
  source:
    "S. Kim, K. Choi, H.-S. Choi, B. Lee, S. Yoon: Towards a Rigorous Evaluation of Time-Series Anomaly Detection. AAAI, 2022.",
  fields: [HIDDEN_FIELD, ACTIVATION_FIELD],
  requires: { rows: 1 },
  cost: 0.1,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./untrained_autoencoder.ts", import.meta.url),
};
