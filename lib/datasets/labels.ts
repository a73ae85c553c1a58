/**
 * Which labels stand for normal traffic.
 *
 * @module
 */

const NORMAL = new Set([
  "normal",
  "normal.",
  "benign",
  "0",
  "0.0",
  "legitimate",
  "background",
]);

/** Whether a label stands for normal traffic, upper and lower case alike. */
export function isNormalLabel(label: string): boolean {
  return NORMAL.has(label.trim().toLowerCase());
}
