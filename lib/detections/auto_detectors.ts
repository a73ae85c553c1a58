import type { Baseline } from "../resources/detection.ts";
import type { DetectorRequest } from "../resources/run_request.ts";

/** Share of usual records that all detectors together may flag, where usual traffic is known. */
const FALSE_ALARMS = 0.01;
/**
 * The same where it is not: what is unusual may be among the records that thresholds come from, and
 * a threshold beyond them would hide it.
 */
const MOST_UNLIKE = 0.03;

/** Share of the records to learn from that all detectors of a detection together flag. */
export function flaggedShare(baseline: Baseline): number {
  return baseline === "unknown" ? MOST_UNLIKE : FALSE_ALARMS;
}

/**
 * The quantile of held-out scores at which each of several detectors flags, so that together they flag
 * at most the share that is asked for (Bonferroni).
 */
export function quantileOf(detectors: number, baseline: Baseline): number {
  return 1 - flaggedShare(baseline) / detectors;
}

/**
 * The detectors that are trained where nobody chooses: two that work without labels, are cheap
 * enough to score millions of records, and look at data in different ways. A forest isolates records
 * that are rare in combination; histograms find rare values of single features.
 */
export function autoDetectors(baseline: Baseline): Pick<DetectorRequest, "kind" | "threshold">[] {
  return ["isolation-forest", "hbos"].map((kind, _, { length }) => ({
    kind,
    threshold: { rule: "quantile", q: quantileOf(length, baseline) },
  }));
}
