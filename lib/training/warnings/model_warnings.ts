/**
 * Signs that the scores or the threshold of a model are of no use.
 *
 * @module
 */
import { formatCount, formatShare } from "../../base/format.ts";
import { movesAlong } from "../../learning/thresholds/apply_rule.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import type { RunResult } from "../../resources/run.ts";

/** A larger share of flagged normal records helps nobody. */
export const MOST_FLAGGED = 0.5;
/** Fewer records than this say nothing about shares. */
export const FEWEST_ROWS = 20;
/** Records that a rule should flag before it is odd that it flags none. */
const FEWEST_EXPECTED = 5;
/** A share that is so many times another is far from it. */
const FAR = 2;

/** The scores of a model, one a row. */
export interface ModelWarningScores {
  test: Float32Array;
  /** Of normal training rows that it was not fitted on. */
  heldOut: Float32Array;
}

type Judged = Pick<RunResult, "threshold" | "perClass" | "testRows" | "flaggedRows">;

/** Sentences about scores and a threshold that mislead; none for a model that is in order. */
export function modelWarnings(result: Judged, scores: ModelWarningScores): string[] {
  const constant = constantScore(scores);
  if (constant) return [constant];
  return [
    mostlyFlagged(result, scores),
    nothingFlagged(result, scores),
    contaminationApart(result),
  ].filter((sentence) => sentence !== null);
}

/** The warnings of a model after its threshold was changed; what is not about scores stays. */
export function renewModelWarnings(
  before: RunResult,
  after: RunResult,
  scores: ModelWarningScores,
): string[] {
  const outdated = new Set(modelWarnings(before, scores));
  const others = (before.warnings ?? []).filter((sentence) => !outdated.has(sentence));
  return [...others, ...modelWarnings(after, scores)];
}

function constantScore({ test, heldOut }: ModelWarningScores): string | null {
  if (test.length < 2) return null;
  const [first] = test;
  const same = (score: number) => score === first;
  if (!test.every(same) || !heldOut.every(same)) return null;
  return "It gives every record the same score, so it cannot distinguish records. Choose other " +
    "features, other parameters or another detector.";
}

function mostlyFlagged(
  { threshold, perClass, testRows, flaggedRows }: Judged,
  { heldOut }: ModelWarningScores,
): string | null {
  const held = movesAlong(threshold) ? 0 : flaggedShare(heldOut, threshold.value);
  const normal = perClass.filter(({ attack }) => !attack);
  const rows = sum(normal.map(({ rows }) => rows));
  const [tested, called] = perClass.length > 0
    ? [rows > 0 ? sum(normal.map(({ flagged }) => flagged)) / rows : 0, "normal test records"]
    : [testRows > 0 ? flaggedRows / testRows : 0, "test records"];
  const shares = [[tested, called], [held, "held-out training records"]]
    .filter((entry): entry is [number, string] => Number(entry[0]) > MOST_FLAGGED)
    .map(([share, called]) => `${formatShare(share)} of the ${called}`);
  if (shares.length === 0) return null;
  const finding = `It flags ${shares.join(" and ")}.`;
  if (held * FAR >= Math.max(tested, MOST_FLAGGED)) {
    return threshold.rule === "fixed"
      ? `${finding} A fixed threshold of ${threshold.value} does not suit this model: use a ` +
        "quantile of the held-out scores instead."
      : `${finding} The threshold is below the scores of normal records: choose a higher one.`;
  }
  if (threshold.rule === "contamination") {
    return `${finding} The rule flags this share by design: choose a smaller one.`;
  }
  return `${finding} They differ from the normal records of training: check that the features and ` +
    "their units are the same, or retrain on similar traffic.";
}

function nothingFlagged(
  { threshold, perClass, testRows, flaggedRows }: Judged,
  { heldOut }: ModelWarningScores,
): string | null {
  if (flaggedRows > 0 || testRows < FEWEST_ROWS) return null;
  const attacks = sum(perClass.filter(({ attack }) => attack).map(({ rows }) => rows));
  const advice = "Choose a lower threshold, other features or another detector.";
  if (attacks > 0) {
    return `It flags no test record, although ${
      formatCount(attacks)
    } of them are attacks. ${advice}`;
  }
  if (perClass.length > 0) return null;
  const expected = expectedShare(threshold) ?? flaggedShare(heldOut, threshold.value);
  return expected * testRows < FEWEST_EXPECTED && expectedShare(threshold) !== null
    ? null
    : `It flags none of the ${formatCount(testRows)} test records. ${advice}`;
}

/** What share of records a rule means to flag; `null` where it means none. */
function expectedShare(rule: ThresholdRule): number | null {
  switch (rule.rule) {
    case "quantile":
    case "adaptive":
      return 1 - rule.q;
    case "contamination":
      return rule.share;
    case "false-positive-rate":
      return rule.rate;
    case "peaks-over-threshold":
      return rule.risk;
    default:
      return null;
  }
}

/** A rule that flags a fixed share, where another share is flagged or are attacks. */
function contaminationApart({ threshold, perClass, testRows, flaggedRows }: Judged): string | null {
  if (threshold.rule !== "contamination" || testRows < FEWEST_ROWS) return null;
  const { share } = threshold;
  const flagged = flaggedRows / testRows;
  if (isFar(flagged, share, testRows)) {
    return `It should flag ${formatShare(share)} of the test records but flags ${
      formatShare(flagged)
    }, because many of them have the same score. Choose another threshold rule.`;
  }
  if (perClass.length === 0) return null;
  const attacks = sum(perClass.filter(({ attack }) => attack).map(({ rows }) => rows)) / testRows;
  if (!isFar(attacks, share, testRows)) return null;
  const effect = attacks > share
    ? `at least ${formatShare(1 - share / attacks)} of the attacks are missed`
    : `at least ${formatShare(1 - attacks / share)} of the flagged records are false alarms`;
  return `It flags ${formatShare(share)} of the test records, but ${
    formatShare(attacks)
  } of them are attacks: ${effect}. Set the share close to that of attacks, or choose a rule that ` +
    "does not fix it.";
}

/** Whether one share is at least twice the other, by more than a few records. */
function isFar(a: number, b: number, rows: number): boolean {
  return Math.max(a, b) >= FAR * Math.min(a, b) && Math.abs(a - b) * rows >= FEWEST_EXPECTED;
}

function flaggedShare(scores: Float32Array, threshold: number): number {
  if (scores.length === 0) return 0;
  return scores.reduce((count, score) => count + (score > threshold ? 1 : 0), 0) / scores.length;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
