/**
 * A value becomes its rank among the training values.
 *
 * @module
 */
import { normalQuantile } from "./normal_quantile.ts";
import type { RankScale } from "./scale.ts";
import type { Scaler, Values } from "./scaler.ts";

/** Values whose ranks are kept; ranks of others are read off the line between two of them. */
export const LANDMARKS = 1000;

/** Stands for a rank of 0 or 1, which the normal distribution has at infinity; 5 deviations out. */
const FURTHEST = 5;

/**
 * The share of training values below a value, equal ones counted half: 0 to 1, evenly spread
 * whatever the shape of the column. What is smaller or larger than everything in training becomes
 * 0 or 1, however far out. Close to scikit-learn's `QuantileTransformer`, which gives the
 * smallest and the largest value 0 and 1 too.
 */
export const quantileUniformScaler = rankScaler("quantile-uniform", (rank) => rank, 0, 1);

/** The same rank as the normal distribution has it: bell-shaped, within -5 and 5. */
export const quantileNormalScaler = rankScaler(
  "quantile-normal",
  normalQuantile,
  -FURTHEST,
  FURTHEST,
);

function rankScaler(
  kind: RankScale["kind"],
  output: (rank: number) => number,
  below: number,
  above: number,
): Scaler<RankScale> {
  return {
    fit: (values) => ({ kind, ...learnRanks(values) }),
    scaling({ values, ranks }) {
      const knots = Float64Array.from(values);
      const outputs = Float64Array.from(ranks, output);
      const last = knots.length - 1;
      const read = (value: number) => {
        if (value < knots[0]) return below;
        if (value > knots[last]) return above;
        let low = 0;
        let high = last;
        while (low < high) {
          const middle = (low + high + 1) >>> 1;
          if (knots[middle] <= value) low = middle;
          else high = middle - 1;
        }
        if (low === last || value === knots[low]) return outputs[low];
        const part = (value - knots[low]) / (knots[low + 1] - knots[low]);
        return outputs[low] + part * (outputs[low + 1] - outputs[low]);
      };
      return (values) => {
        for (let i = 0; i < values.length; i++) values[i] = read(values[i]);
      };
    },
  };
}

/** Ranks of all values where they are few; else of about {@linkcode LANDMARKS} at even distances. */
function learnRanks(column: Values): Omit<RankScale, "kind"> {
  if (column.length === 0) return { values: [0], ranks: [0.5] };
  const sorted = column.slice().sort();
  const all = countDistinct(sorted) <= LANDMARKS;
  const step = Math.max(1, (sorted.length - 1) / (LANDMARKS - 1));
  const values: number[] = [];
  const ranks: number[] = [];
  let next = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    if (!all && end <= next) continue;
    values.push(sorted[start]);
    ranks.push((start + end) / 2 / sorted.length);
    while (next < end) next += step;
    next = Math.min(next, sorted.length - 1);
  }
  return { values, ranks };
}

function countDistinct(sorted: Values): number {
  let count = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}
