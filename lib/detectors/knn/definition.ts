/**
 * Nearest neighbours as the catalogue lists them.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of nearest neighbours. */
export const knnDefinition: DetectorDefinition = {
  kind: "knn",
  title: "Nearest neighbours",
  knownAs: "KNN (PyOD)",
  summary:
    "Compares each record with a sample of normal records; those far from their nearest neighbours are anomalous. Simple and accurate, but slower than most.",
  source:
    "S. Ramaswamy, R. Rastogi, K. Shim: Efficient Algorithms for Mining Outliers from Large Data Sets. ACM SIGMOD, 2000.",
  fields: [
    {
      name: "neighbours",
      label: "Neighbours",
      knownAs: "n_neighbors",
      help:
        "Number of nearest neighbours. More give more stable scores; fewer respect smaller groups of normal records.",
      type: "integer",
      default: 10,
      min: 1,
      max: 100,
    },
    {
      name: "distance",
      label: "Distance",
      knownAs: "method",
      help: "The distance to the farthest of the neighbours, or the mean distance to all of them.",
      type: "choice",
      default: "farthest",
      options: [
        { value: "farthest", label: "Farthest neighbour" },
        { value: "mean", label: "Mean of the neighbours" },
      ],
    },
    {
      name: "referenceSize",
      label: "Reference records",
      help:
        "Distinct normal records to compare with. Time grows with their number; accuracy hardly improves beyond 20,000.",
      type: "integer",
      default: 20_000,
      min: 10,
      max: 200_000,
    },
  ],
  requires: { rows: 2 },
  cost: 0.2,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./knn.ts", import.meta.url),
};
