/** What POSIX promises nearly everywhere, where the limit cannot be read. */
const USUAL_LIMIT = 1024;

/** File descriptors of one connection: the client's, and both ends of its way to the app. */
const FILES_PER_CONNECTION = 3;

/** File descriptors for everything else: databases, threads, helper processes, open files. */
const RESERVED_FILES = 256;

/** More connections than these need a decision of the administrator: each takes memory. */
const MOST_BY_DEFAULT = 10_000;

/** Fewer connections than these serve nobody. */
const LEAST_BY_DEFAULT = 16;

/** How many files this process may have open (`ulimit -n`). */
export async function fileLimit(): Promise<number> {
  try {
    const limits = await Deno.readTextFile("/proc/self/limits");
    return parseLimit(/^Max open files\s+(\S+)/m.exec(limits)?.[1]);
  } catch {
    // Only Linux has that file.
  }
  try {
    const { stdout } = await new Deno.Command("sh", { args: ["-c", "ulimit -n"] }).output();
    return parseLimit(new TextDecoder().decode(stdout).trim());
  } catch {
    return USUAL_LIMIT;
  }
}

function parseLimit(text: string | undefined): number {
  if (text === "unlimited") return Infinity;
  const limit = Number(text);
  return Number.isInteger(limit) && limit > 0 ? limit : USUAL_LIMIT;
}

/**
 * How many connections a process can hold and still have files left for its other work.
 *
 * @param files how many files it may have open
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { connectionsFor } from "./file_limit.ts";
 *
 * assert.equal(connectionsFor(1024), 256);
 * assert.equal(connectionsFor(20_000), 6581);
 * ```
 */
export function connectionsFor(files: number): number {
  const most = Math.floor((files - RESERVED_FILES) / FILES_PER_CONNECTION);
  return Math.max(LEAST_BY_DEFAULT, Math.min(most, MOST_BY_DEFAULT));
}
