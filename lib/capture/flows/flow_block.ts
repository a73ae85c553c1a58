/**
 * Flows that have ended, copied out of their table: as many at once as one thread hands to another.
 *
 * @module
 */
import { FIELDS } from "./fields.ts";
import { END_REASONS, type EndedFlow } from "./flow_meter.ts";
import { type FlowRows, KEY_WORDS } from "./flow_rows.ts";

/** Ended flows, in arrays that can be transferred. */
export interface FlowBlock extends FlowRows {
  readonly values: Float64Array<ArrayBuffer>;
  readonly keys: Uint32Array<ArrayBuffer>;
  /** Why each ended: an index into {@linkcode END_REASONS}. */
  readonly reasons: Uint8Array<ArrayBuffer>;
  /** Flows that are in it. */
  size: number;
  /** Seconds of the Unix epoch that times count from. */
  epochSeconds: number;
}

/** An empty block. */
export function newFlowBlock(rows: number): FlowBlock {
  return {
    values: new Float64Array(rows * FIELDS),
    keys: new Uint32Array(rows * KEY_WORDS),
    reasons: new Uint8Array(rows),
    size: 0,
    epochSeconds: 0,
  };
}

/** Copies a flow behind those of a block. */
export function addToBlock(block: FlowBlock, { rows, row, reason }: EndedFlow): void {
  const to = block.size++;
  block.values.set(rows.values.subarray(row * FIELDS, (row + 1) * FIELDS), to * FIELDS);
  block.keys.set(rows.keys.subarray(row * KEY_WORDS, (row + 1) * KEY_WORDS), to * KEY_WORDS);
  block.reasons[to] = END_REASONS.indexOf(reason);
}

/** The flows of a block, in their order. */
export function* flowsOfBlock(block: FlowBlock): Generator<EndedFlow> {
  for (let row = 0; row < block.size; row++) {
    yield { rows: block, row, reason: END_REASONS[block.reasons[row]] };
  }
}

/** What a message gives to the other thread of a block. */
export function buffersOf({ values, keys, reasons }: FlowBlock): ArrayBuffer[] {
  return [values.buffer, keys.buffer, reasons.buffer];
}
