/**
 * How far each file of a folder is read.
 *
 * @module
 */

/** A log, whatever its file is called by now: it may have been renamed, copied or packed. */
export interface LogPosition {
  /** Device and inode of its file; `null` once that has gone or holds another log. */
  file: string | null;
  /** The name that it had first. */
  name: string;
  /** What its content begins with: a hash of so many bytes. */
  head: string;
  headBytes: number;
  /** Bytes of its content that are done, unpacked; of captures: flows. */
  offset: number;
  /** The lines that name the columns of what follows. */
  header: string;
  /** Whether nothing can follow, as in packed files and captures. */
  isDone: boolean;
  /** When its file was missed first, in milliseconds since 1970; `null` while it is there. */
  missedAt: number | null;
}

/** How far a folder is read. */
export interface FolderPosition {
  logs: LogPosition[];
}

/** Logs whose files went so long ago are forgotten. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;

/** The logs that are still to be remembered. */
export function rememberedLogs(logs: readonly LogPosition[], now: number): LogPosition[] {
  return logs.filter(({ missedAt }) => missedAt === null || now - missedAt < FORGOTTEN_MS);
}
