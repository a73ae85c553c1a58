/**
 * How far the members of a hybrid agree.
 *
 * @module
 */
import type { MemberFacts } from "../detectors/detector.ts";
import { classification } from "../learning/metrics/classification.ts";
import type { Labels } from "../learning/metrics/per_class.ts";
import type { Agreement, Confidence } from "../resources/run.ts";
import type { FlaggedRows } from "../learning/metrics/types.ts";

/** How many rows of one label have each set of votes. */
interface LabelVotes {
  label: string;
  attack: boolean;
  /** Rows by the bits of their votes. */
  rows: Uint32Array;
}

/**
 * Counts what the members of a hybrid flag, together and alone.
 *
 * @param members in their order
 * @param verdicts one byte a row: bit i is set where member i flags it
 * @param labels the truth, or `null` where it is not known
 * @throws {RangeError} when there is not one label for each row
 */
export function agreementOf(
  members: readonly MemberFacts[],
  verdicts: Uint8Array,
  labels: Labels | null,
): Agreement {
  const votes = countVotes(members.length, verdicts, labels);
  const everyone = 2 ** members.length - 1;
  const flagged = (matches: Matches) => flaggedRows(votes, matches, labels !== null);
  const count = (matches: Matches) => sum(votes.map(({ rows }) => countRows(rows, matches)));
  return {
    members: members.map((member, index) => ({
      ...member,
      ...flagged(hasVoteOf(index)),
      alone: count(hasOnlyVoteOf(index)),
    })),
    all: flagged((bits) => bits === everyone),
    any: flagged((bits) => bits !== 0),
    confidence: {
      high: count((bits) => confidenceOf(bits, members.length) === "high"),
      medium: count((bits) => confidenceOf(bits, members.length) === "medium"),
      low: count((bits) => confidenceOf(bits, members.length) === "low"),
    },
    perClass: labels
      ? votes.map(({ label, attack, rows }) => ({
        label,
        attack,
        rows: sum(rows),
        members: members.map((_, index) => countRows(rows, hasVoteOf(index))),
        alone: members.map((_, index) => countRows(rows, hasOnlyVoteOf(index))),
        all: rows[everyone],
        any: sum(rows) - rows[0],
      })).filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows)
      : [],
  };
}

/**
 * How far the members of a hybrid agree on a row; `null` where none flags it.
 *
 * @param bits bit i is set where member i flags it
 * @param members how many there are, at least two
 */
export function confidenceOf(bits: number, members: number): Confidence | null {
  const votes = bitCount(bits);
  if (votes === 0) return null;
  if (votes === members) return "high";
  return votes === 1 ? "low" : "medium";
}

type Matches = (bits: number) => boolean;

function hasVoteOf(member: number): Matches {
  return (bits) => (bits & (1 << member)) !== 0;
}

function hasOnlyVoteOf(member: number): Matches {
  return (bits) => bits === 1 << member;
}

function countVotes(members: number, verdicts: Uint8Array, labels: Labels | null): LabelVotes[] {
  const { codes, names, attack } = labels ?? { codes: null, names: [""], attack: [false] };
  if (codes && codes.length !== verdicts.length) {
    throw new RangeError(`${verdicts.length} rows, but ${codes.length} labels.`);
  }
  const votes = names.map((label, code): LabelVotes => ({
    label,
    attack: attack[code],
    rows: new Uint32Array(2 ** members),
  }));
  for (const [row, bits] of verdicts.entries()) {
    const code = codes ? codes[row] : 0;
    if (code >= 0) votes[code].rows[bits]++;
  }
  return votes;
}

function flaggedRows(votes: LabelVotes[], matches: Matches, labelled: boolean): FlaggedRows {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const { attack, rows } of votes) {
    const flagged = countRows(rows, matches);
    const others = sum(rows) - flagged;
    if (attack) [tp, fn] = [tp + flagged, fn + others];
    else [fp, tn] = [fp + flagged, tn + others];
  }
  if (!labelled) return { flagged: fp, precision: null, recall: null };
  const { precision, recall } = classification({ tn, fp, fn, tp });
  return { flagged: tp + fp, precision, recall };
}

function countRows(rows: Uint32Array, matches: Matches): number {
  return rows.reduce((total, count, bits) => total + (matches(bits) ? count : 0), 0);
}

function bitCount(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + bitCount(bits >>> 1);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
