/**
 * The density of a Gaussian mixture at each row, and what its next estimate is made of.
 *
 * @module
 */
import { FROM, THEN } from "../../engine/kernels.ts";
import { centrePart, forEachPart, partRows, placeFloats, wideStride } from "../parts.ts";
import type { RowBlock, RowThread } from "../task.ts";

/** What {@linkcode mixtureShares} is told. */
export interface MixtureArgs {
  components: number;
  /** Whether columns vary together within a component. */
  full: boolean;
}

/** What {@linkcode mixtureShares} writes. */
export interface MixtureSums {
  /** For each row, the negative natural logarithm of its density. */
  scores: Float32Array;
  /** For each block and component, the sum of the rows' shares. */
  shares?: Float64Array;
  /** For each block and component, the weighted sum of rows minus the component's mean. */
  sums?: Float64Array;
  /**
   * For each block and component, the weighted sum of products of two columns of rows minus the
   * mean; of squares of each column unless `full`.
   */
  products?: Float64Array;
  /** For each block, the sum of the logarithms of the densities. */
  likelihoods?: Float64Array;
}

/** The constants of {@linkcode mixtureShares}, zero in the padding. */
export interface MixtureConstants extends Record<string, Float32Array | Float64Array> {
  /** Means, {@linkcode wideStride} numbers each. */
  means: Float32Array;
  /**
   * What makes the variance 1 in all directions: for each component a matrix that rows are
   * multiplied by from the right, of stride x stride numbers; a factor a column unless `full`.
   */
  whitening: Float32Array;
  /** The logarithm of each component's weighted density at its mean. */
  peaks: Float64Array;
}

/** Room for the constants. */
export function mixtureConstants(cols: number, components: number, full: boolean) {
  const stride = wideStride(cols);
  return {
    means: new Float32Array(components * stride),
    whitening: new Float32Array(components * stride * (full ? stride : 1)),
    peaks: new Float64Array(components),
  } satisfies MixtureConstants;
}

/** Rows that a component has a smaller share in are left out of its next estimate. */
const MIN_SHARE = 1e-12;

/** Products of so many rows are added up in 32-bit numbers. */
const ROWS_IN_FLOATS = 1024;

function places(cols: number, { components, full }: MixtureArgs) {
  const stride = wideStride(cols);
  const most = partRows(cols);
  return placeFloats({
    rows: most * stride,
    kept: most * stride,
    weighted: most * stride,
    shares: most * components,
    peaks: most,
    totals: most,
    sums: components * stride,
    products: components * stride * (full ? stride : 1),
  });
}

/** Bytes of scratch that {@linkcode mixtureShares} needs. */
export function mixtureSharesScratch(cols: number, args: MixtureArgs): number {
  return places(cols, args).bytes;
}

/** Scores rows with the mixture in {@linkcode MixtureConstants}, and adds up for its next estimate. */
export function mixtureShares(
  thread: RowThread,
  block: RowBlock,
  args: MixtureArgs,
  results: MixtureSums,
): void {
  const { kernels, floats, doubles, scratch, constants } = thread;
  const { components, full } = args;
  const { cols } = block;
  const stride = wideStride(cols);
  const { at } = places(cols, args);
  const [rowsAt, kept, weighted] = [scratch + at.rows, scratch + at.kept, scratch + at.weighted];
  const [sharesAt, peaksAt, totalsAt] = [at.shares, at.peaks, at.totals].map((a) => scratch + a);
  const [sumsAt, productsAt] = [scratch + at.sums, scratch + at.products];
  const sumOut = results.sums && new BlockSums(results.sums, block.index, components, 1, cols);
  const height = full ? cols : 1;
  const productOut = results.products &&
    new BlockSums(results.products, block.index, components, height, cols);
  const shares = new Float64Array(components);
  let likelihood = 0;
  let held = 0;

  const centre = (component: number, first: number, rows: number) =>
    centrePart(thread, block, first, rows, rowsAt, constants.means + 4 * component * stride);

  const logDensities = (component: number, first: number, rows: number, padded: number) => {
    centre(component, first, rows);
    const norms = sharesAt + 4 * component * padded;
    if (full) {
      const map = constants.whitening + 4 * component * stride * stride;
      kernels.multiply(
        ...[weighted, rowsAt, map, 0, padded, stride, stride] as const,
        ...[stride, stride, stride, FROM.zero, THEN.nothing] as const,
      );
      kernels.squaredNorms(norms, weighted, padded, stride);
    } else {
      const factors = constants.whitening + 4 * component * stride;
      kernels.scaledNorms(norms, rowsAt, factors, padded, stride);
    }
    const peak = doubles[constants.peaks / 8 + component];
    const from = norms / 4;
    for (let i = from; i < from + padded; i++) floats[i] = peak - floats[i] / 2;
  };

  const addUp = (component: number, first: number, rows: number, padded: number) => {
    const mine = sharesAt + 4 * component * padded;
    for (let i = 0; i < rows; i++) shares[component] += floats[mine / 4 + i];
    centre(component, first, rows);
    const count = kernels.weighRows(kept, weighted, rowsAt, mine, rows, stride, MIN_SHARE);
    const filled = (count + 3) & ~3;
    floats.fill(0, kept / 4 + count * stride, kept / 4 + filled * stride);
    floats.fill(0, weighted / 4 + count * stride, weighted / 4 + filled * stride);
    const add = held > 0 ? 1 : 0;
    const sums = sumsAt + 4 * component * stride;
    kernels.sumColumns(sums, weighted, filled, stride, stride, add);
    const products = productsAt + 4 * component * stride * (full ? stride : 1);
    if (full) {
      kernels.multiplyTransposed(
        ...[products, weighted, kept, filled, stride, stride] as const,
        ...[stride, stride, stride, add] as const,
      );
    } else {
      kernels.multiplyElements(kept, kept, weighted, filled * stride);
      kernels.sumColumns(products, kept, filled, stride, stride, add);
    }
  };

  const flush = () => {
    sumOut!.add(floats, sumsAt / 4, 1, stride);
    productOut!.add(floats, productsAt / 4, full ? stride : 1, stride);
    held = 0;
  };

  forEachPart(block, (first, rows) => {
    const padded = (rows + 3) & ~3;
    for (let i = 0; i < components; i++) logDensities(i, first, rows, padded);
    kernels.sharesOfLogs(sharesAt, peaksAt, totalsAt, padded, components);
    for (let i = 0; i < rows; i++) {
      const log = floats[peaksAt / 4 + i] + Math.log(floats[totalsAt / 4 + i]);
      results.scores[block.from + first + i] = -log;
      likelihood += log;
    }
    if (!sumOut) return;
    for (let i = 0; i < components; i++) addUp(i, first, rows, padded);
    held += rows;
    if (held >= ROWS_IN_FLOATS) flush();
  });
  if (held > 0) flush();
  results.shares?.set(shares, block.index * components);
  if (results.likelihoods) results.likelihoods[block.index] = likelihood;
}

/** The place of a block's 64-bit sums: a table of `height` x `cols` numbers for each component. */
class BlockSums {
  readonly #target: Float64Array;
  readonly #height: number;
  readonly #cols: number;

  constructor(all: Float64Array, index: number, components: number, height: number, cols: number) {
    const size = components * height * cols;
    this.#target = all.subarray(index * size, (index + 1) * size).fill(0);
    this.#height = height;
    this.#cols = cols;
  }

  /** Adds 32-bit tables of `height` x `stride` numbers, of which the first `cols` x `cols` count. */
  add(floats: Float32Array, from: number, height: number, stride: number): void {
    const [target, cols] = [this.#target, this.#cols];
    for (let line = 0, at = 0; at < target.length; line++) {
      const component = Math.floor(line / this.#height);
      const source = from + (component * height + line % this.#height) * stride;
      for (let j = 0; j < cols; j++) target[at++] += floats[source + j];
    }
  }
}
