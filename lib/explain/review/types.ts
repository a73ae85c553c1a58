/**
 * What a closer look at trained models brings, as the HTTP API and the pages show it.
 *
 * @module
 */
import type { Agreement } from "../../resources/run.ts";
import type { FlaggedRows } from "../../learning/metrics/types.ts";

/** Which records are listed, and in which order. */
export type RankingKind = "highest" | "misses" | "false-alarms";

/** One or more test records with the same score and label. */
export interface RankedRecord {
  /** Number of the first of them in the test dataset, counted from 1 as in the scores file. */
  row: number;
  score: number;
  flagged: boolean;
  /** 0 to 100; `null` for models of an older Netsift, which know none. */
  severity: number | null;
  /** `null` without labels. */
  label: string | null;
  attack: boolean | null;
  /** How many there are. */
  records: number;
}

/** What models of one run say about its test rows, together and alone. */
export interface ModelAgreement extends Agreement {
  /** Rows that more than half of the models flag. */
  majority: FlaggedRows;
  /** Records that every model flags, those that stand out most first. */
  records: AgreedRecord[];
}

/** One or more test records that every model flags, with the same scores and label. */
export interface AgreedRecord {
  /** Number of the first of them in the test dataset, counted from 1. */
  row: number;
  label: string | null;
  attack: boolean | null;
  /** In the order of the models. */
  scores: number[];
  /** The highest that a model gives them, 0 to 100; `null` where none knows any. */
  severity: number | null;
  /** How many there are. */
  records: number;
}
