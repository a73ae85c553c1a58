/**
 * Why something could not be written or computed for want of room: what the operating system, SQLite
 * and DuckDB say about it, in one form.
 *
 * @module
 */

/** What is wrong with the place that is written to; `memory`: DuckDB may use too little. */
export type StorageFaultKind = "full" | "read-only" | "denied" | "broken" | "memory";

/** Work that failed because of disk or memory, not because of what was to be done. */
export interface StorageFault {
  kind: StorageFaultKind;
  /** For the person who asked for it. */
  message: string;
}

const MESSAGES: Record<StorageFaultKind, string> = {
  full:
    "The server's disk is full. Free up space, for example by deleting datasets, and try again.",
  "read-only": "The server's disk is read-only. Make it writable and try again.",
  denied: "The server may not write to its data folder. Check the folder's owner and permissions.",
  memory:
    "DuckDB needs more memory than it may use. Raise NETSIFT_DUCKDB_MEMORY_MB on the server, or " +
    "use fewer rows or columns.",
  broken: "The server's disk reported an error. See the server's log.",
};

/** Error codes of POSIX; EFBIG is a limit on the size of files. */
const BY_CODE: Record<string, StorageFaultKind> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  EROFS: "read-only",
  EACCES: "denied",
  EPERM: "denied",
  EIO: "broken",
};

/** The same by number, as Rust's messages have them: `(os error 28)`. */
const BY_NUMBER: Record<string, StorageFaultKind> = {
  28: "full",
  122: "full",
  27: "full",
  30: "read-only",
  13: "denied",
  1: "denied",
  5: "broken",
};

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const BY_SQLITE: Record<number, StorageFaultKind> = {
  8: "read-only",
  10: "broken",
  13: "full",
  14: "denied",
};

/** What SQLite and DuckDB say where their errors have no code. */
const BY_TEXT: [RegExp, StorageFaultKind][] = [
  [/no space left on device|disk quota exceeded|database or disk is full/i, "full"],
  [/failed to offload data block|max_temp_directory_size/i, "full"],
  [/file too large/i, "full"],
  [/out of memory error/i, "memory"],
  [/read-only file system|attempt to write a readonly database/i, "read-only"],
  [/permission denied|unable to open database file/i, "denied"],
  [/disk i\/o error|input\/output error/i, "broken"],
];

/**
 * Says what is wrong with disk or memory, where that is why something failed.
 *
 * @param error of any kind
 * @returns `null` for an error of another kind
 *
 * @example
 * ```ts
 * import { storageFaultOf } from "./storage_fault.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(storageFaultOf(new Error("No space left on device (os error 28)"))?.kind, "full");
 * assert.equal(storageFaultOf(new Error("no such column")), null);
 * ```
 */
export function storageFaultOf(error: unknown): StorageFault | null {
  if (!(error instanceof Error)) return null;
  const kind = kindOf(error);
  if (kind) return { kind, message: MESSAGES[kind] };
  return error.cause === undefined ? null : storageFaultOf(error.cause);
}

function kindOf(error: Error & { code?: unknown; errcode?: unknown }): StorageFaultKind | null {
  const { code, errcode, message } = error;
  const known = typeof code === "string" ? BY_CODE[code] : undefined;
  if (known) return known;
  // Extended result codes have the primary one in their last byte.
  const sqlite = typeof errcode === "number" ? BY_SQLITE[errcode & 0xff] : undefined;
  if (sqlite) return sqlite;
  const number = /\(os error (\d+)\)/.exec(message)?.[1];
  if (number !== undefined) return BY_NUMBER[number] ?? null;
  return BY_TEXT.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/**
 * Does something that may be left undone when the disk cannot be written, such as noting when a
 * token was last used.
 *
 * @param work what to do
 * @returns what it gave, or `null` where the disk refused
 */
export function whereWritable<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (storageFaultOf(error)) return null;
    throw error;
  }
}
