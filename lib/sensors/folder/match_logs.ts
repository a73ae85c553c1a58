/**
 * Which log each file of a folder holds.
 *
 * @module
 */
import { hasHead, HEAD_BYTES, headHash } from "./file_head.ts";
import type { LogPosition } from "./log_position.ts";

/** A file as it lies in the folder now. */
export interface SeenFile {
  /** Device and inode. */
  key: string;
  name: string;
  /** Size in bytes, packed where it is packed. */
  size: number;
  /** Whether it is packed or a capture: nothing is added to it, and `size` says nothing of its content. */
  isWhole: boolean;
  /** The first bytes of its content, unpacked. */
  head: Uint8Array;
}

/**
 * Says which log each file holds, and changes the logs accordingly.
 *
 * - A file that was renamed is known by its inode.
 * - A file that was truncated, or replaced under its inode, begins in another way or is shorter than what
 *   was read of it: its log has lost its file, and another one begins.
 * - A file that begins as a log without a file is that log, copied before it was truncated
 *   (`copytruncate`), or packed.
 * - A file that begins as a log which has its file is a copy in the making: it is left alone.
 *
 * @param logs changed and added to
 * @param files whose content may have changed since they were looked at, the oldest first
 * @param present keys of all files that lie in the folder
 * @returns the logs that began
 */
export function matchLogs(
  logs: LogPosition[],
  files: readonly SeenFile[],
  present: ReadonlySet<string>,
  now: number,
): LogPosition[] {
  for (const log of logs) {
    const isThere = log.file !== null && present.has(log.file);
    log.missedAt = isThere ? null : log.missedAt ?? now;
  }
  for (const file of files) {
    const log = logs.find(({ file: key }) => key === file.key);
    if (log && !isStill(log, file)) {
      log.file = null;
      log.missedAt = now;
    } else if (log) lengthenHead(log, file);
  }
  const begun: LogPosition[] = [];
  for (const file of files) {
    if (file.head.length === 0 || logs.some(({ file: key }) => key === file.key)) continue;
    const same = logs.filter((log) => hasHead(file.head, log))
      .sort((a, b) => b.headBytes - a.headBytes);
    const lost = same.find(({ file: key }) => key === null || !present.has(key));
    if (lost) {
      lost.file = file.key;
      lost.missedAt = null;
      // More was read than the copy has: lines that were written between the copy and the truncation.
      lost.isDone ||= !file.isWhole && file.size < lost.offset;
    } else if (same.length === 0) {
      const log = newLog(file);
      logs.push(log);
      begun.push(log);
    }
  }
  return begun;
}

function isStill(log: LogPosition, file: SeenFile): boolean {
  return (file.isWhole || log.isDone || file.size >= log.offset) && hasHead(file.head, log);
}

/** Once a short log has grown, more of it can be compared. */
function lengthenHead(log: LogPosition, { head }: SeenFile): void {
  if (log.headBytes >= Math.min(HEAD_BYTES, head.length)) return;
  log.headBytes = Math.min(HEAD_BYTES, head.length);
  log.head = headHash(head, log.headBytes);
}

function newLog({ key, name, head }: SeenFile): LogPosition {
  const headBytes = Math.min(HEAD_BYTES, head.length);
  return {
    file: key,
    name,
    head: headHash(head, headBytes),
    headBytes,
    offset: 0,
    header: "",
    isDone: false,
    missedAt: null,
  };
}
