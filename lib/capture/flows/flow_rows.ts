/**
 * Flows as rows of numbers: what the table of flows in progress and blocks of ended ones have in common.
 *
 * @module
 */

/** Words of a key: two addresses of four, their ports, the protocol. */
export const KEY_WORDS = 10;

/** Rows of flows. */
export interface FlowRows {
  /** Numbers, as `fields.ts` orders them, row after row. */
  readonly values: Float64Array;
  /** {@linkcode KEY_WORDS} words a row. */
  readonly keys: Uint32Array;
}

/** The words of an endpoint's address: of the one that comes first in the key, or of the other. */
export function addressOf({ keys }: FlowRows, row: number, isFirst: boolean): Uint32Array {
  const at = row * KEY_WORDS + (isFirst ? 0 : 4);
  return keys.subarray(at, at + 4);
}

/** The port of an endpoint, likewise. */
export function portOf({ keys }: FlowRows, row: number, isFirst: boolean): number {
  const ports = keys[row * KEY_WORDS + 8];
  return isFirst ? ports >>> 16 : ports & 0xffff;
}

/** The number of a flow's protocol. */
export function protocolOf({ keys }: FlowRows, row: number): number {
  return keys[row * KEY_WORDS + 9];
}
