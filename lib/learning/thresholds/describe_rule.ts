import type { ThresholdRule } from "./rule.ts";
import { formatCount, formatNumber } from "../../base/format.ts";

/** A threshold rule in words. */
export function formatThresholdRule(rule: ThresholdRule): string {
  const percent = (share: number) => `${formatNumber(share * 100)}%`;
  switch (rule.rule) {
    case "quantile":
      return `${percent(rule.q)} quantile of held-out normals`;
    case "fixed":
      return `Fixed at ${formatNumber(rule.value)}`;
    case "contamination":
      return `Highest ${percent(rule.share)} of the test records`;
    case "mad":
      return `Median and ${formatNumber(rule.k)} robust deviations of held-out normals`;
    case "iqr":
      return `Third quartile and ${formatNumber(rule.k)} interquartile ranges of held-out normals`;
    case "peaks-over-threshold":
      return `Risk of ${percent(rule.risk)} by the tail of held-out normals`;
    case "false-positive-rate":
      return `At most ${percent(rule.rate)} of held-out normals`;
    case "best-f1":
      return "Best F1 of the test (uses test labels)";
    case "youden":
      return "Best Youden's J of the test (uses test labels)";
    case "adaptive":
      return `Rolling ${percent(rule.q)} quantile of ${formatCount(rule.window)} records`;
  }
}
