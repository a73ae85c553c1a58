import type { ThresholdRule } from "./rule.ts";

/** The share of usual records that a rule promises to flag; `null` where it promises none. */
export function promisedRate(rule: ThresholdRule): number | null {
  switch (rule.rule) {
    case "quantile":
    case "adaptive":
      return 1 - rule.q;
    case "false-positive-rate":
      return rule.rate;
    case "peaks-over-threshold":
      return rule.risk;
    default:
      return null;
  }
}
