/**
 * The memory that a process and all its children hold, watched over a time. Linux only.
 *
 * @module
 */

import { median } from "./report.ts";

/** A watch that ends when it is disposed of. */
export interface MemoryWatch extends AsyncDisposable {
  /** The largest sum of resident memory so far, in bytes; 0 where the system does not tell. */
  readonly peakBytes: number;
  /** The median of the sums so far, in bytes. */
  readonly medianBytes: number;
}

const INTERVAL_MS = 50;
const PAGE_BYTES = 4096;

/**
 * Adds up the resident memory of a process and its descendants at short intervals.
 *
 * @param alone leave out the descendants
 */
export function watchMemory(pid: number, alone = false): MemoryWatch {
  const samples: number[] = [];
  let watching = true;
  const watched = (async () => {
    while (watching) {
      samples.push(await (alone ? processBytes(pid) : familyBytes(pid)));
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
    }
  })();
  return {
    get peakBytes() {
      return samples.reduce((most, bytes) => Math.max(most, bytes), 0);
    },
    get medianBytes() {
      return median(samples);
    },
    async [Symbol.asyncDispose]() {
      watching = false;
      await watched;
    },
  };
}

/** Resident memory of a process, in bytes; 0 where the system does not tell. */
async function processBytes(pid: number): Promise<number> {
  const fields = (await Deno.readTextFile(`/proc/${pid}/statm`).catch(() => "")).split(" ");
  return Number(fields[1] ?? 0) * PAGE_BYTES;
}

/** Resident memory of a process and its descendants, in bytes; 0 where the system does not tell. */
async function familyBytes(root: number): Promise<number> {
  const processes = new Map<number, { parent: number; bytes: number }>();
  try {
    for await (const { name } of Deno.readDir("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
      // The name of the program, in parentheses, may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      processes.set(Number(name), {
        parent: Number(fields[1]),
        bytes: Number(fields[21] ?? 0) * PAGE_BYTES,
      });
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
  let bytes = 0;
  for (const [pid, process] of processes) {
    let ancestor = pid;
    while (ancestor !== root && processes.has(ancestor)) ancestor = processes.get(ancestor)!.parent;
    if (ancestor === root) bytes += process.bytes;
  }
  return bytes;
}
