/**
 * Material for the tests of the metrics.
 *
 * @module
 */
import fc from "fast-check";

/** Scores with many ties, and a truth that has both classes. */
export const scoredRows: fc.Arbitrary<{ scores: Float32Array; truth: Uint8Array }> = fc
  .array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.boolean()), { minLength: 2, maxLength: 60 })
  .filter((rows) => rows.some(([, attack]) => attack) && rows.some(([, attack]) => !attack))
  .map((rows) => ({
    scores: Float32Array.from(rows, ([score]) => score / 4),
    truth: Uint8Array.from(rows, ([, attack]) => Number(attack)),
  }));

/** Numbers of a linear congruential generator, which the Python reference repeats. */
function congruential(length: number, seed: number): Uint32Array {
  const values = new Uint32Array(length);
  for (let i = 0, state = seed; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = state;
  }
  return values;
}

/**
 * A thousand scores on 16 levels, 324 of them attacks. scikit-learn 1.2.1 has for them the ROC AUC
 * 0.6707073197457812 and the average precision 0.46017847889593577.
 */
export function referenceRows(): { scores: Float32Array; truth: Uint8Array } {
  const a = congruential(1000, 1);
  const b = congruential(1000, 2);
  return {
    scores: Float32Array.from(a, (value) => value >>> 28),
    truth: Uint8Array.from(a, (value, i) => Number((b[i] >>> 28) < (value >>> 29) + 2)),
  };
}

/**
 * Scores from -4 to 4 on 2 to the power of `bits` levels, and a truth in which an attack is the more
 * likely, the higher the score. The Python reference makes the same.
 */
export function generatedRows(
  { seed, rows, bits, share }: { seed: number; rows: number; bits: number; share: number },
): { scores: Float32Array; truth: Uint8Array } {
  const a = congruential(rows, seed);
  const b = congruential(rows, seed + 1000);
  const unit = (value: number) => (value >>> 8) / 2 ** 24;
  return {
    scores: Float32Array.from(
      a,
      (value) => Math.floor(value / 2 ** (32 - bits)) / 2 ** bits * 8 - 4,
    ),
    truth: Uint8Array.from(b, (value, i) => Number(unit(value) < share * (0.5 + unit(a[i])))),
  };
}
