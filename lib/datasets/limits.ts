/**
 * The limits that keep one upload from taking the machine down.
 *
 * @module
 */

/** What an ingest accepts at most; see {@linkcode DEFAULT_LIMITS} for what is left out. */
export interface IngestLimits {
  /** Number of columns. */
  maxColumns?: number;
  /** Number of records; `null` for no limit. */
  maxRows?: number | null;
  /** Length of one record in bytes; longer lines are rejected. */
  maxLineBytes?: number;
  /** Size of the file after decompression, in bytes. */
  maxUncompressedBytes?: number;
  /** How many times larger than itself a compressed file may become once it passes 1 GiB. */
  maxExpansion?: number;
  /** Memory that the database may use, in bytes; beyond that it works on disk. */
  memoryBytes?: number;
}

/** Limits with nothing left out. */
export type ResolvedLimits = Required<IngestLimits>;

/** The limits where nobody sets others. */
export const DEFAULT_LIMITS: ResolvedLimits = {
  maxColumns: 2_000,
  maxRows: null,
  maxLineBytes: 8 * 2 ** 20,
  maxUncompressedBytes: 64 * 2 ** 30,
  maxExpansion: 200,
  memoryBytes: 2 ** 30,
};

/** Column names longer than this are cut. */
export const MAX_NAME_LENGTH = 200;

/** The number of rejected lines that are kept with their reasons. */
export const KEPT_REJECTS = 100;
