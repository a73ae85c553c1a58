import type { DetectorDefinition } from "../../../lib/detectors/definition.ts";
import { DEFAULT_THRESHOLD } from "../../../lib/learning/thresholds/rule.ts";

/** What pages, the API and runs know of the distance from the median. */
export const medianDistanceDefinition: DetectorDefinition = {
  kind: "median-distance",
  title: "Distance from the median",
  summary:
    "Adds up how far each value is from the median of its column, in median absolute deviations. Records far away in several columns are anomalous.",
  source:
    "F. R. Hampel: The Influence Curve and Its Role in Robust Estimation. Journal of the American Statistical Association 69, 1974.",
  fields: [{
    name: "limit",
    label: "Limit",
    help: "A value further away counts as much as this, so that one column alone cannot decide.",
    type: "number",
    default: 10,
    min: 1,
    max: 1000,
  }],
  requires: { rows: 2 },
  cost: 0.3,
  defaultThreshold: () => DEFAULT_THRESHOLD,
  implementation: new URL("./median_distance.ts", import.meta.url),
};
