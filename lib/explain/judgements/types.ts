/**
 * Flagged records that a person judges, and what follows for all of them.
 *
 * @module
 */
import type { FeatureContribution } from "../../learning/features/input.ts";
import type { JudgedVerdict } from "../../resources/judgement.ts";

/** Records to judge, with the verdicts so far. */
export interface Judgements {
  /** Test records that the model flags at its threshold. */
  flagged: number;
  /** Column of the times; `null` where none can be read. */
  time: { column: string; elapsed: boolean } | null;
  /** Columns that say what a record is, in the order of `records[].identity`. */
  columns: string[];
  /** Drawn at random from the flagged ones, at most 20, in the order to judge them. */
  records: RecordToJudge[];
  /** `null` until one was called an attack or benign. */
  estimate: AttackShare | null;
}

/** A flagged record. */
export interface RecordToJudge {
  /** Counted from 1 in the test dataset. */
  row: number;
  score: number;
  /** Milliseconds since 1970, or since the start where times are `elapsed`. */
  time: number | null;
  identity: (string | number | null)[];
  /** The features that raised the score most; empty where they are not known. */
  reasons: FeatureContribution[];
  verdict: JudgedVerdict | null;
}

/** Share of attacks among flagged records, by those that were judged. */
export interface AttackShare {
  attacks: number;
  benign: number;
  /** Records of which nobody can tell; they are left out of the share. */
  unsure: number;
  share: number;
  /** Between these the share of all flagged records lies, with probability `confidence`. */
  low: number;
  high: number;
  confidence: number;
}
