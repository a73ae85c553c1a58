/**
 * Isolation Forest as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of Isolation Forest. */
export const isolationForestDefinition: DetectorDefinition = {
  kind: "isolation-forest",
  title: "Isolation Forest",
  knownAs: "IsolationForest",
  summary:
    "Splits the data at random until each record is isolated; records isolated after few splits are anomalous. Fast, needs no tuning, a good first choice.",
  source:
    "F. T. Liu, K. M. Ting, Z.-H. Zhou: Isolation Forest. IEEE International Conference on Data Mining, 2008.",
  fields: [
    {
      name: "trees",
      label: "Trees",
      knownAs: "n_estimators",
      help: "More trees give more stable scores and take longer; beyond 100 little changes.",
      type: "integer",
      default: 100,
      min: 1,
      max: 1000,
    },
    {
      name: "subsampleSize",
      label: "Subsample size",
      knownAs: "max_samples",
      help:
        "Training records drawn for each tree. Small samples work well: anomalies are easier to isolate.",
      type: "integer",
      default: 256,
      min: 2,
      max: 4096,
    },
    {
      name: "maxFeatures",
      label: "Share of columns for each tree",
      knownAs: "max_features",
      help: "Each tree looks at this share of the columns, drawn at random. 1 means all.",
      type: "number",
      default: 1,
      min: 0.01,
      max: 1,
    },
    {
      name: "extensionLevel",
      label: "Extension level",
      help:
        "0 splits on one column at a time. Level n splits on n + 1 columns at once: better for unusual combinations, and slower.",
      type: "integer",
      default: 0,
      min: 0,
      max: 100,
    },
    {
      name: "contamination",
      label: "Contamination",
      knownAs: "contamination",
      help:
        "Expected share of anomalies. auto flags records that score above 95% of the held-out normal records; a share such as 0.01 flags those that score above 99% of them. For the 0.5 of the paper, set a fixed threshold.",
      type: "auto-or-number",
      default: "auto",
      min: 0.0001,
      max: 0.5,
    },
  ],
  requires: { rows: 2 },
  cost: 0.5,
  defaultThreshold({ contamination }) {
    return typeof contamination === "number"
      ? { rule: "quantile", q: Number((1 - contamination).toPrecision(12)) }
      : DEFAULT_THRESHOLD;
  },
  implementation: new URL("./isolation_forest.ts", import.meta.url),
};
