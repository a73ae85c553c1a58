/**
 * What a model found in test data: how much, when, by whom and why.
 *
 * @module
 */
import type { FeatureContribution } from "../../learning/features/input.ts";
import type { RecordConnection } from "../../resources/record_connection.ts";

/** What a model flags of its test records, without any label. */
export interface Findings {
  /** Test records, and how many of them the model flags at its threshold. */
  records: number;
  flagged: number;
  /** `null` where the data has no column of times that can be read. */
  time: FindingTimes | null;
  /** Who sent them; `null` where the data has no column of hosts. */
  hosts: FindingHosts | null;
  /** To whom; `null` where the data has no second column of addresses. */
  destinations: FindingHosts | null;
  /** Columns that say what a record is, in the order of `top[].identity`. */
  columns: string[];
  /** The records that stand out most, the highest score first. */
  top: FoundRecord[];
}

/** When records came. Times are milliseconds since 1970, or since the start where they are `elapsed`. */
export interface FindingTimes {
  column: string;
  /** Numbers that are no points in time but count from their own start. */
  elapsed: boolean;
  from: number;
  to: number;
  /** First and last flagged record; `null` where none is. */
  firstFlagged: number | null;
  lastFlagged: number | null;
  /** Counts of intervals of `width` milliseconds from `start` on. */
  start: number;
  width: number;
  recordsOf: number[];
  flaggedOf: number[];
}

/** Senders or receivers of records. */
export interface FindingHosts {
  column: string;
  /** Different hosts, and how many of them have a flagged record. */
  total: number;
  flagged: number;
  /** Most flagged records first. */
  top: FoundHost[];
}

/** A host with flagged records. */
export interface FoundHost {
  host: string;
  records: number;
  flagged: number;
  highestScore: number;
  /** Times of its first and last flagged record; `null` where there are no times. */
  first: number | null;
  last: number | null;
}

/** A test record that stands out. */
export interface FoundRecord {
  /** Counted from 1 in the test dataset. */
  row: number;
  score: number;
  flagged: boolean;
  /** 0 to 100; `null` for models of an older Netsift, which know none. */
  severity: number | null;
  /** Absent where the dataset does not say who talked with whom. */
  connection?: RecordConnection;
  /** Records with the same score. */
  records: number;
  time: number | null;
  identity: (string | number | null)[];
  /** The features that raised the score most; empty where they are not known. */
  reasons: FeatureContribution[];
}
