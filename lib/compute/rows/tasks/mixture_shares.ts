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
   * mean, the lower triangle only; of squares of each column unless `full`.
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
   * multiplied by from the right, upper triangular, of stride x stride numbers; a factor a column
   * unless `full`.
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
const LEAST_SHARE = 1e-12;

function places(cols: number, { components, full }: MixtureArgs) {
  const stride = wideStride(cols);
  const most = partRows(cols);
  return placeFloats({
    rows: most * stride,
    kept: 2 * most * stride,
    weighted: 2 * most * stride,
    shares: most * components,
    peaks: most,
    totals: most,
    sums: 2 * components * stride,
    products: 2 * components * stride * (full ? stride : 1),
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
  const { cols, index } = block;
  const stride = wideStride(cols);
  const lines = full ? stride : 1;
  const { at } = places(cols, args);
  const [rowsAt, kept, weighted] = [scratch + at.rows, scratch + at.kept, scratch + at.weighted];
  const [sharesAt, peaksAt, totalsAt] = [at.shares, at.peaks, at.totals].map((a) => scratch + a);
  const [sumsAt, productsAt] = [scratch + at.sums, scratch + at.products];
  const shares = new Float64Array(components);
  let likelihood = 0;

  const centre = (component: number, first: number, rows: number) =>
    centrePart(thread, block, first, rows, rowsAt, constants.means + 4 * component * stride);

  const logDensities = (component: number, first: number, rows: number, padded: number) => {
    centre(component, first, rows);
    const norms = sharesAt + 4 * component * padded;
    const whitening = constants.whitening + 4 * component * stride * lines;
    if (full) {
      // Eight outputs depend on no input behind them.
      for (let output = 0; output < stride; output += 8) {
        kernels.multiply(
          ...[
            weighted + 4 * output,
            rowsAt,
            whitening + 4 * output,
            0,
            padded,
            output + 8,
          ] as const,
          ...[8, stride, stride, stride, FROM.zero, THEN.nothing] as const,
        );
      }
      kernels.squaredNorms(norms, weighted, padded, stride);
    } else {
      kernels.scaledNorms(norms, rowsAt, whitening, padded, stride);
    }
    const peak = doubles[constants.peaks / 8 + component];
    const from = norms / 4;
    for (let i = from; i < from + padded; i++) floats[i] = peak - floats[i] / 2;
  };

  const addUp = (component: number, first: number, rows: number, padded: number) => {
    const mine = sharesAt + 4 * component * padded;
    for (let i = 0; i < rows; i++) shares[component] += floats[mine / 4 + i];
    centre(component, first, rows);
    const sums = sumsAt + 8 * component * stride;
    const products = productsAt + 8 * component * stride * lines;
    if (full) {
      const count = kernels.weighRows(
        ...[kept, weighted, sums, rowsAt, mine, rows, stride, LEAST_SHARE] as const,
      );
      kernels.addSymmetric(products, weighted, kept, count, stride);
    } else {
      kernels.weighSquares(sums, products, rowsAt, mine, rows, stride, LEAST_SHARE);
    }
  };

  const isFit = results.products !== undefined;
  if (isFit) {
    doubles.fill(0, sumsAt / 8, sumsAt / 8 + components * stride);
    doubles.fill(0, productsAt / 8, productsAt / 8 + components * stride * lines);
  }
  forEachPart(block, (first, rows) => {
    const padded = (rows + 3) & ~3;
    for (let i = 0; i < components; i++) logDensities(i, first, rows, padded);
    kernels.sharesOfLogs(sharesAt, peaksAt, totalsAt, padded, components);
    for (let i = 0; i < rows; i++) {
      const log = floats[peaksAt / 4 + i] + Math.log(floats[totalsAt / 4 + i]);
      results.scores[block.from + first + i] = -log;
      likelihood += log;
    }
    if (!isFit) return;
    for (let i = 0; i < components; i++) addUp(i, first, rows, padded);
  });
  if (!isFit) return;
  const { likelihoods, products, sums } = results;
  if (likelihoods) likelihoods[index] = likelihood;
  results.shares?.set(shares, index * components);
  for (let i = 0; i < components; i++) {
    const place = index * components + i;
    copyLines(sums!, place, doubles, sumsAt / 8 + i * stride, 1, cols);
    const from = productsAt / 8 + i * stride * lines;
    copyLines(products!, place, doubles, from, full ? cols : 1, cols);
  }
}

/** Copies a table of `height` lines of `cols` numbers, which lie apart, to the place of a table. */
function copyLines(
  target: Float64Array,
  place: number,
  doubles: Float64Array,
  from: number,
  height: number,
  cols: number,
): void {
  for (let line = 0; line < height; line++) {
    const source = from + line * wideStride(cols);
    target.set(doubles.subarray(source, source + cols), (place * height + line) * cols);
  }
}
