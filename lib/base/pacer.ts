/**
 * Keeps long loops polite.
 *
 * @module
 */

/** The longest time in milliseconds that a loop keeps the event loop waiting, about. */
const INTERVAL = 25;

/**
 * A function to await in every round of a long loop: it lets timers and requests in from time to
 * time and ends the loop when the signal asks for it.
 *
 * @returns rejects with the signal's reason once it is aborted
 *
 * @example
 * ```ts
 * import { createPacer } from "./pacer.ts";
 *
 * const pace = createPacer(AbortSignal.timeout(1000));
 * for (let i = 0; i < 10; i++) {
 *   await pace();
 * }
 * ```
 */
export function createPacer(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < INTERVAL) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    last = performance.now();
  };
}
