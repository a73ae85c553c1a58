import { multiplyAdd, sumOf } from "./simd";

/**
 * Squared errors of some rows, and their gradient.
 *
 * @param gradients result: `scale` times output minus target; 0 in rows from `count` on
 * @param rows rows with padding, `stride` numbers each, a multiple of 4
 * @param count rows that count
 * @returns the sum of all squared errors
 */
export function squaredErrors(
  gradients: usize,
  outputs: usize,
  targets: usize,
  rows: i32,
  count: i32,
  stride: i32,
  scale: f32,
): f64 {
  const factor = f32x4.splat(scale);
  const bytes = <usize>stride << 2;
  let total: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const at = <usize>row * bytes;
    if (row >= count) {
      memory.fill(gradients + at, 0, bytes);
      continue;
    }
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < bytes; j += 16) {
      const error = f32x4.sub(v128.load(outputs + at + j), v128.load(targets + at + j));
      sum = multiplyAdd(error, error, sum);
      v128.store(gradients + at + j, f32x4.mul(error, factor));
    }
    total += <f64>sumOf(sum);
  }
  return total;
}

/**
 * The sum of squared errors of each of `rows` rows of `cols` numbers; outputs and targets have rows of
 * their own strides.
 *
 * @param isAbsolute sums errors without their signs in place of squares
 */
export function rowErrors(
  errors: usize,
  outputs: usize,
  targets: usize,
  rows: i32,
  cols: i32,
  outputStride: i32,
  targetStride: i32,
  isAbsolute: i32,
): void {
  if (isAbsolute) sumRows(errors, outputs, targets, rows, cols, outputStride, targetStride, true);
  else sumRows(errors, outputs, targets, rows, cols, outputStride, targetStride, false);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function sumRows(
  errors: usize,
  outputs: usize,
  targets: usize,
  rows: i32,
  cols: i32,
  outputStride: i32,
  targetStride: i32,
  isAbsolute: bool,
): void {
  const whole = <usize>(cols & ~3) << 2;
  const end = <usize>cols << 2;
  for (let row = 0; row < rows; row++) {
    const output = outputs + (<usize>(row * outputStride) << 2);
    const target = targets + (<usize>(row * targetStride) << 2);
    let sum = f32x4.splat(0);
    let j: usize = 0;
    for (; j < whole; j += 16) {
      const error = f32x4.sub(v128.load(output + j), v128.load(target + j));
      sum = isAbsolute ? f32x4.add(sum, f32x4.abs(error)) : multiplyAdd(error, error, sum);
    }
    let total = sumOf(sum);
    for (; j < end; j += 4) {
      const error = load<f32>(output + j) - load<f32>(target + j);
      total += isAbsolute ? abs(error) : error * error;
    }
    store<f32>(errors + (<usize>row << 2), total);
  }
}
