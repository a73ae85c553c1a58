/**
 * The histogram-based outlier score as the catalogue lists it.
 *
 * @module
 */
import { DEFAULT_THRESHOLD } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** What pages, the API and runs know of the histogram-based outlier score. */
export const hbosDefinition: DetectorDefinition = {
  kind: "hbos",
  title: "HBOS (histograms)",
  knownAs: "HBOS (PyOD)",
  summary:
    "Builds a histogram of each column; records with values in low bins are anomalous. Very fast; treats each column separately.",
  source:
    "M. Goldstein, A. Dengel: Histogram-based Outlier Score (HBOS): A fast Unsupervised Anomaly Detection Algorithm. KI-2012: Poster and Demo Track, 2012.",
  fields: [
    {
      name: "binning",
      label: "Bins",
      help:
        "Bins of equal width, or bins with about the same number of records each, which suit columns with long tails.",
      type: "choice",
      default: "static",
      options: [
        { value: "static", label: "Equal width" },
        { value: "dynamic", label: "Equal number of records" },
      ],
    },
    {
      name: "bins",
      label: "Number of bins",
      knownAs: "n_bins",
      help:
        "auto chooses the number for each column: by the rule of Birgé and Rozenholc for bins of equal width, and the square root of the number of records for bins of equal count.",
      type: "auto-or-number",
      default: 10,
      min: 2,
      max: 1000,
    },
  ],
  check: ({ bins }) =>
    bins === "auto" || Number.isInteger(bins)
      ? null
      : { name: "bins", message: 'bins must be "auto" or a whole number.' },
  requires: { rows: 2 },
  cost: 0.5,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./hbos.ts", import.meta.url),
};
