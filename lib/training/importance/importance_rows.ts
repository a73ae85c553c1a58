/**
 * The test rows that importance is measured on.
 *
 * @module
 */
import type { Matrix } from "../../learning/matrix.ts";
import { balanced } from "../../detectors/importance/sample.ts";
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { createRandom } from "../../base/random.ts";
import { firstIndices } from "../../base/typed_arrays.ts";
import { type RunRows, truthOfRows } from "../rows/read_rows.ts";
import { sequenceRows } from "../../learning/sequences.ts";

/** Of a larger test a part is taken, which bounds the memory. */
const MOST_ROWS = 20_000;

/** Windows that lie in one stretch of a larger test. */
const STRETCH_WINDOWS = 10;

/** Rows of a test as a matrix, with their truth. */
export interface ImportanceRows {
  matrix: Matrix;
  /** 1 for an attack, 0 for a normal row; `null` where it is not known. */
  truth: Uint8Array | null;
}

/**
 * All test rows, or a part of them in which attacks are about as common as normal rows, as far as
 * there are as many.
 *
 * @param context rows before a row that its score depends on: the part then consists of stretches of
 * its sequences, each treated as its own sequence
 * @param most rows to take, about
 */
export function importanceRows(
  pipeline: Pick<FeaturePipeline, "transform">,
  { frame, rows, sequences, isAttack }: Pick<RunRows, "frame" | "rows" | "sequences" | "isAttack">,
  { context, seed, most = MOST_ROWS }: { context: number; seed: number; most?: number },
): ImportanceRows {
  const ordered = context > 0 ? sequenceRows(rows, sequences) : null;
  const all = ordered?.rows ?? rows;
  const stretch = context > 0 ? STRETCH_WINDOWS * (context + 1) : 1;
  const taken = all.length <= most
    ? firstIndices(all.length)
    : stretches(drawEnds(all, isAttack, Math.ceil(most / stretch), seed), stretch);
  const chosen = taken.map((index) => all[index]);
  const matrix: Matrix = pipeline.transform(frame, chosen);
  if (ordered) matrix.starts = startsOf(taken, ordered.starts);
  return {
    matrix,
    truth: isAttack && truthOfRows(chosen, isAttack),
  };
}

/** Places of rows, half of them attacks as far as there are as many. */
function drawEnds(
  rows: Uint32Array,
  isAttack: RunRows["isAttack"],
  count: number,
  seed: number,
): Uint32Array {
  const order = firstIndices(rows.length);
  createRandom(seed).shuffle(order);
  return isAttack
    ? balanced(order, (index) => isAttack(rows[index]), count)
    : order.subarray(0, count);
}

/** The places that lie in a stretch before one of the ends, ascending, each once. */
function stretches(ends: Uint32Array, length: number): Uint32Array {
  const places = new Set<number>();
  for (const end of ends) {
    for (let place = Math.max(0, end - length + 1); place <= end; place++) places.add(place);
  }
  return Uint32Array.from(places).sort();
}

/** The first of the taken rows that precedes each without a gap, in the same sequence. */
function startsOf(taken: Uint32Array, starts: Uint32Array): Uint32Array {
  const first = new Uint32Array(taken.length);
  for (let i = 1; i < taken.length; i++) {
    const goesOn = taken[i] === taken[i - 1] + 1 && starts[taken[i]] === starts[taken[i - 1]];
    first[i] = goesOn ? first[i - 1] : i;
  }
  return first;
}
