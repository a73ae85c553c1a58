import { createPacer } from "../../../base/pacer.ts";
import type { CallOptions } from "../../trainer.ts";

/** Milliseconds between two reports of progress. */
const REPORT_INTERVAL = 250;

/**
 * Works through `count` rows in chunks and lets the event loop run between them.
 *
 * @throws the reason of the signal, once it is aborted
 */
export async function inChunks(
  count: number,
  size: number,
  { signal, onProgress }: CallOptions = {},
  work: (from: number, to: number) => void,
): Promise<void> {
  const pace = createPacer(signal);
  let reported = performance.now();
  for (let from = 0; from < count; from += size) {
    await pace();
    const to = Math.min(from + size, count);
    work(from, to);
    if (to === count || performance.now() - reported > REPORT_INTERVAL) {
      reported = performance.now();
      onProgress?.(to / count);
    }
  }
}
