/**
 * What may be asked of context features. Light: a browser can run it.
 *
 * @module
 */
/** Which connections around a connection count. */
export interface ContextOptions {
  /** Lengths of windows of time in seconds; those of 2 s have KDD'99's names. */
  seconds: readonly number[];
  /** How many of the last connections to a host or service; those of 100 have KDD'99's names. */
  connections: number;
}

/** KDD'99's windows. */
export const DEFAULT_CONTEXT: ContextOptions = { seconds: [2], connections: 100 };

/** Index of the first window that is listed twice, or -1. */
export function repeatedWindow({ seconds }: ContextOptions): number {
  return seconds.findIndex((length, index) => seconds.indexOf(length) < index);
}
