/**
 * The Gaussian mixture as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of the Gaussian mixture. */
export const gmmDefinition: DetectorDefinition = {
  kind: "gmm",
  title: "Gaussian mixture",
  knownAs: "GaussianMixture",
  summary:
    "Models normal records as a few overlapping Gaussian clusters, each with its own shape; records in sparse regions are anomalous. Like K-Means, but with the width of each cluster.",
  source:
    "A. P. Dempster, N. M. Laird, D. B. Rubin: Maximum Likelihood from Incomplete Data via the EM Algorithm. Journal of the Royal Statistical Society B 39 (1), 1977.",
  fields: [
    {
      name: "components",
      label: "Components",
      knownAs: "n_components",
      help:
        "Number of Gaussian components. auto tries 1 to 8 on a sample and picks the number with the lowest BIC.",
      type: "auto-or-number",
      default: 4,
      min: 1,
      max: 64,
    },
    {
      name: "covariance",
      label: "Covariance",
      knownAs: "covariance_type",
      help:
        "Full models correlations between columns and finds unusual combinations of values. Diagonal treats columns separately: faster, and safer with few records.",
      type: "choice",
      default: "full",
      options: [
        { value: "full", label: "Full" },
        { value: "diagonal", label: "Diagonal" },
      ],
    },
    {
      name: "regularisation",
      label: "Regularisation",
      knownAs: "reg_covar",
      help:
        "Added to the variance of each column. Higher values keep components from collapsing onto a few records.",
      type: "number",
      default: 0.000001,
      min: 1e-9,
      max: 1,
    },
    {
      name: "maxIterations",
      label: "Maximum iterations",
      knownAs: "max_iter",
      help: "Fitting stops earlier once the likelihood hardly improves.",
      type: "integer",
      default: 100,
      min: 1,
      max: 1000,
    },
  ],
  check: ({ components }) =>
    components === "auto" || Number.isInteger(components)
      ? null
      : { name: "components", message: 'components must be "auto" or a whole number.' },
  requires: { rows: 2 },
  cost: 2,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./gmm.ts", import.meta.url),
};
