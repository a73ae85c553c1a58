import type { ThresholdRule } from "./rule.ts";
import { formatCount, formatNumber } from "../../base/format.ts";

/** A threshold rule in words. */
export function formatThresholdRule(rule: ThresholdRule): string {
  const percent = (share: number) => `${formatNumber(share * 100)}%`;
  switch (rule.rule) {
    case "quantile":
      return `Flags the most unusual ${percent(1 - rule.q)} of normal traffic`;
    case "fixed":
      return `Fixed at ${formatNumber(rule.value)}`;
    case "contamination":
      return `Flags the highest ${percent(rule.share)} of the test records`;
    case "mad":
      return `Flags scores over ${
        formatNumber(rule.k)
      } robust deviations above the median of normal traffic`;
    case "iqr":
      return `Flags scores over ${
        formatNumber(rule.k)
      } interquartile ranges above the third quartile of normal traffic`;
    case "peaks-over-threshold":
      return `Flags ${percent(rule.risk)} of normal traffic, estimated from its highest scores`;
    case "false-positive-rate":
      return `Flags at most ${percent(rule.rate)} of normal traffic`;
    case "best-f1":
      return "Best F1 on the test data (uses test labels)";
    case "youden":
      return "Best Youden's J on the test data (uses test labels)";
    case "adaptive":
      return `Flags the most unusual ${percent(1 - rule.q)} of the latest ${
        formatCount(rule.window)
      } records`;
  }
}
