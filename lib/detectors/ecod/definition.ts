/**
 * ECOD as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of ECOD. */
export const ecodDefinition: DetectorDefinition = {
  kind: "ecod",
  title: "ECOD (tails)",
  knownAs: "ECOD (PyOD)",
  summary:
    "Measures in each column what share of normal records is at least as extreme; records in the tails of several columns are anomalous. Has no parameters; treats each column separately.",
  source:
    "Z. Li, Y. Zhao, X. Hu, N. Botta, C. Ionescu, G. H. Chen: ECOD: Unsupervised Outlier Detection Using Empirical Cumulative Distribution Functions. IEEE Transactions on Knowledge and Data Engineering, 2022.",
  fields: [],
  requires: { rows: 2 },
  cost: 0.5,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./ecod.ts", import.meta.url),
};
