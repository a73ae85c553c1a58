/** Attempts for one message, the first included. */
export const MOST_ATTEMPTS = 8;

/** The longest wait, in milliseconds. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait after an attempt that failed: twice as long each time, of which up to half is
 * left to chance, so that many senders do not retry at the same moment. All waits together are at
 * most two minutes with a first wait of a second.
 *
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 (equal jitter).
 *
 * @param attempt that failed, counted from 1
 * @param firstMs wait after the first one
 * @param chance from 0 to 1
 */
export function backoffMs(attempt: number, firstMs: number, chance: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, firstMs * 2 ** (attempt - 1));
  return longest / 2 + chance * longest / 2;
}
