/**
 * Verdicts as lines of JSON.
 *
 * @module
 */
import type { FeatureContribution } from "../../learning/features/input.ts";
import type { Severity } from "../../learning/severity/severity.ts";

/** A verdict on one line. */
export interface LineVerdict {
  line: number;
  score: number;
  threshold: number;
  /** `null` for models saved by an older Netsift. */
  severity: Severity | null;
  /** What each member of a hybrid says, a bit each; absent for other detectors. */
  members?: { bits: number; count: number };
  /** Features for whose values something stands in. */
  filled?: readonly string[];
  contributions?: FeatureContribution[];
  /** What a reader should know about the records so far; absent where it is no news. */
  warnings?: readonly string[];
}

/**
 * A verdict as one line of JSON, with its line end. Numbers stand as `JSON.stringify` writes them,
 * which would take twice as long.
 */
export function verdictLine(verdict: LineVerdict): string {
  const { line, score, threshold, severity, members, filled, contributions, warnings } = verdict;
  return `{"line":${line},"score":${score},"threshold":${threshold},"anomaly":${
    score > threshold
  },"severity":${
    severity === null ? "null" : `{"value":${severity.value},"band":"${severity.band}"}`
  }${members ? `,"members":${memberList(members)}` : ""}${
    filled && filled.length > 0 ? `,"filled":${JSON.stringify(filled)}` : ""
  }${contributions ? `,"contributions":${JSON.stringify(contributions)}` : ""}${
    warnings ? `,"warnings":${JSON.stringify(warnings)}` : ""
  }}\n`;
}

/** What is wrong with a line, as one line of JSON. */
export function errorLine(line: number, error: string): string {
  return `{"line":${line},"error":${JSON.stringify(error)}}\n`;
}

function memberList({ bits, count }: { bits: number; count: number }): string {
  return `[${Array.from({ length: count }, (_, i) => (bits >> i & 1) === 1).join(",")}]`;
}
