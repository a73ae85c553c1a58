/**
 * DBSCAN as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of DBSCAN. */
export const dbscanDefinition: DetectorDefinition = {
  kind: "dbscan",
  title: "DBSCAN",
  knownAs: "DBSCAN",
  summary:
    "Finds dense regions in a sample of normal records; records far from all of them are anomalous. Finds clusters of any shape.",
  source:
    "M. Ester, H.-P. Kriegel, J. Sander, X. Xu: A Density-Based Algorithm for Discovering Clusters in Large Spatial Databases with Noise. KDD, 1996.",
  fields: [
    {
      name: "epsilon",
      label: "Radius",
      knownAs: "eps",
      help:
        "Records within this distance are neighbours. auto uses the knee of the sorted neighbour distances; a number also becomes the default threshold.",
      type: "auto-or-number",
      default: "auto",
      min: 0.000001,
      max: 1_000_000,
    },
    {
      name: "minPoints",
      label: "Neighbours of a core record",
      knownAs: "min_samples",
      help:
        "A record with this many records within the radius, itself included, is in a dense region. Higher values ignore small groups.",
      type: "integer",
      default: 10,
      min: 1,
      max: 100,
    },
    {
      name: "sampleSize",
      label: "Sample size",
      help: "Number of training records to cluster, drawn at random. Time grows with its square.",
      type: "integer",
      default: 10_000,
      min: 10,
      max: 30_000,
    },
  ],
  requires: { rows: 2 },
  cost: 1.5,
  defaultThreshold: ({ epsilon }) =>
    typeof epsilon === "number" ? { rule: "fixed", value: epsilon } : DEFAULT_THRESHOLD,
  implementation: new URL("./dbscan.ts", import.meta.url),
};
