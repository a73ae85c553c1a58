/**
 * Principal component analysis as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of principal component analysis. */
export const pcaDefinition: DetectorDefinition = {
  kind: "pca",
  title: "PCA reconstruction",
  knownAs: "PCA",
  summary:
    "Finds the few directions in which normal records vary; records that deviate from them are anomalous. Fast, and the linear baseline for an autoencoder.",
  source:
    "M.-L. Shyu, S.-C. Chen, K. Sarinnapakorn, L. Chang: A Novel Anomaly Detection Scheme Based on Principal Component Classifier. ICDM Workshop on Foundations and New Directions of Data Mining, 2003.",
  fields: [
    {
      name: "components",
      label: "Components",
      knownAs: "n_components",
      help:
        "Number of components to keep. auto keeps as many as explain the share of the variance below; if that would be nearly all of them, only those that explain more than chance.",
      type: "auto-or-number",
      default: "auto",
      min: 1,
      max: 10_000,
    },
    {
      name: "variance",
      label: "Explained variance",
      knownAs: "n_components",
      help: "Share of the variance that the components explain together, if their number is auto.",
      type: "number",
      default: 0.95,
      min: 0.01,
      max: 1,
    },
    {
      name: "score",
      label: "Score",
      help:
        "The mean squared reconstruction error, or the same with each dropped component divided by its variance, so that small deviations count where normal records hardly vary.",
      type: "choice",
      default: "reconstruction",
      options: [
        { value: "reconstruction", label: "Reconstruction error" },
        { value: "standardised", label: "Standardised error" },
      ],
    },
  ],
  check: ({ components }) =>
    components === "auto" || Number.isInteger(components)
      ? null
      : { name: "components", message: 'components must be "auto" or a whole number.' },
  requires: { rows: 2 },
  cost: 0.3,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./pca.ts", import.meta.url),
};
