/**
 * K-Means as the catalogue lists it.
 *
 * @module
 */
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of K-Means. */
export const kmeansDefinition: DetectorDefinition = {
  kind: "kmeans",
  title: "K-Means",
  knownAs: "KMeans, MiniBatchKMeans",
  summary:
    "Groups normal records around a few centres; records far from every centre are anomalous. Very fast and easy to explain.",
  source:
    "D. Arthur, S. Vassilvitskii: k-means++: The Advantages of Careful Seeding. SODA, 2007. D. Sculley: Web-Scale K-Means Clustering. WWW, 2010.",
  fields: [
    {
      name: "clusters",
      label: "Clusters",
      knownAs: "n_clusters",
      help:
        "Number of clusters. auto tries 2 to 16 on a sample and picks the number with the best silhouette.",
      type: "auto-or-number",
      default: 8,
      min: 1,
      max: 256,
    },
    {
      name: "starts",
      label: "Initialisations",
      knownAs: "n_init",
      help: "Random initialisations tried on a sample; the best one is fitted on all records.",
      type: "integer",
      default: 10,
      min: 1,
      max: 100,
    },
    {
      name: "algorithm",
      label: "Algorithm",
      help:
        "Lloyd uses all records in each iteration. Mini-batch uses random subsets: faster, slightly less accurate. auto uses mini-batch above a million records.",
      type: "choice",
      default: "auto",
      options: [
        { value: "auto", label: "Automatic" },
        { value: "lloyd", label: "Lloyd" },
        { value: "mini-batch", label: "Mini-batch" },
      ],
    },
    {
      name: "maxIterations",
      label: "Maximum iterations",
      knownAs: "max_iter",
      help: "Lloyd stops earlier once the centres hardly move.",
      type: "integer",
      default: 300,
      min: 1,
      max: 10_000,
    },
  ],
  check: ({ clusters }) =>
    clusters === "auto" || Number.isInteger(clusters)
      ? null
      : { name: "clusters", message: 'clusters must be "auto" or a whole number.' },
  requires: { rows: 2 },
  cost: 0.5,
  defaultThreshold: () => ({ rule: "quantile", q: 0.97 }),
  implementation: new URL("./kmeans.ts", import.meta.url),
};
