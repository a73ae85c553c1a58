/**
 * The Mahalanobis distance as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of the Mahalanobis distance. */
export const mahalanobisDefinition: DetectorDefinition = {
  kind: "mahalanobis",
  title: "Mahalanobis distance",
  knownAs: "LedoitWolf, MinCovDet",
  summary:
    "Measures the distance of a record from the mean, scaled by how normal records vary together. No randomness, hardly anything to tune, and often hard to beat.",
  source:
    "P. C. Mahalanobis: On the Generalised Distance in Statistics. Proceedings of the National Institute of Sciences of India 2, 1936. O. Ledoit, M. Wolf: A Well-Conditioned Estimator for Large-Dimensional Covariance Matrices. Journal of Multivariate Analysis 88, 2004.",
  fields: [
    {
      name: "estimator",
      label: "Covariance",
      help:
        "Ledoit-Wolf uses all records. MCD uses the most concentrated ones, so that outliers in the training data do not mask others; slower.",
      type: "choice",
      default: "ledoit-wolf",
      options: [
        { value: "ledoit-wolf", label: "Ledoit-Wolf (shrunk)" },
        { value: "mcd", label: "MCD (robust)" },
      ],
    },
    {
      name: "support",
      label: "Support of MCD",
      knownAs: "support_fraction",
      help:
        "Share of the records that MCD uses. 0.5 tolerates the most outliers in the training data; higher values are more stable.",
      type: "number",
      default: 0.75,
      min: 0.5,
      max: 1,
    },
  ],
  requires: { rows: 2 },
  cost: 0.4,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./mahalanobis.ts", import.meta.url),
};
