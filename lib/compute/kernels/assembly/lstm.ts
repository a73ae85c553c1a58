import { logistic, multiplyAdd, tanh } from "./simd";

/**
 * One step of an LSTM layer from the sums of its gates.
 *
 * Source: S. Hochreiter and J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9 (8), 1997;
 * forget gates by F. Gers et al., 2000.
 *
 * @param gates `rows` rows of 4 x `units` sums, in the order input, forget, cell, output; replaced by
 *   the activated gates
 * @param previous cells of the step before, or 0 at the first step, whose forget gate has no effect
 *   and is not computed
 * @param cells result: the new cells
 * @param squashed result: their hyperbolic tangents
 * @param outputs result: the outputs of the layer
 */
export function lstmForward(
  gates: usize,
  previous: usize,
  cells: usize,
  squashed: usize,
  outputs: usize,
  rows: i32,
  units: i32,
): void {
  const block = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    const z = gates + <usize>row * 4 * block;
    const at = <usize>row * block;
    for (let j: usize = 0; j < block; j += 16) {
      const input = logistic(v128.load(z + j));
      const candidate = tanh(v128.load(z + 2 * block + j));
      const output = logistic(v128.load(z + 3 * block + j));
      let cell = f32x4.mul(input, candidate);
      if (previous) {
        const forget = logistic(v128.load(z + block + j));
        v128.store(z + block + j, forget);
        cell = multiplyAdd(forget, v128.load(previous + at + j), cell);
      }
      const flat = tanh(cell);
      v128.store(z + j, input);
      v128.store(z + 2 * block + j, candidate);
      v128.store(z + 3 * block + j, output);
      v128.store(cells + at + j, cell);
      v128.store(squashed + at + j, flat);
      v128.store(outputs + at + j, f32x4.mul(output, flat));
    }
  }
}

/**
 * Gradients of one step of an LSTM layer.
 *
 * @param gates the activated gates; replaced by the gradients of their sums (at the first step the
 *   forget gate's become 0)
 * @param outputGradients of the outputs of this step
 * @param cellGradients of the cells of this step, from the step after; replaced by those of the cells
 *   of the step before
 * @param last whether there is no step after; `cellGradients` are then only written
 */
export function lstmBackward(
  gates: usize,
  previous: usize,
  squashed: usize,
  outputGradients: usize,
  cellGradients: usize,
  rows: i32,
  units: i32,
  last: i32,
): void {
  const one = f32x4.splat(1);
  const block = <usize>units << 2;
  for (let row = 0; row < rows; row++) {
    const z = gates + <usize>row * 4 * block;
    const at = <usize>row * block;
    for (let j: usize = 0; j < block; j += 16) {
      const input = v128.load(z + j);
      const candidate = v128.load(z + 2 * block + j);
      const output = v128.load(z + 3 * block + j);
      const flat = v128.load(squashed + at + j);
      const slope = v128.load(outputGradients + at + j);
      const through = f32x4.mul(f32x4.mul(slope, output), f32x4.sub(one, f32x4.mul(flat, flat)));
      const cell = last ? through : f32x4.add(through, v128.load(cellGradients + at + j));
      const inputSlope = f32x4.mul(input, f32x4.sub(one, input));
      const candidateSlope = f32x4.sub(one, f32x4.mul(candidate, candidate));
      const outputSlope = f32x4.mul(output, f32x4.sub(one, output));
      v128.store(z + j, f32x4.mul(f32x4.mul(cell, candidate), inputSlope));
      v128.store(z + 2 * block + j, f32x4.mul(f32x4.mul(cell, input), candidateSlope));
      v128.store(z + 3 * block + j, f32x4.mul(f32x4.mul(slope, flat), outputSlope));
      if (previous) {
        const forget = v128.load(z + block + j);
        const forgetSlope = f32x4.mul(forget, f32x4.sub(one, forget));
        const before = v128.load(previous + at + j);
        v128.store(z + block + j, f32x4.mul(f32x4.mul(cell, before), forgetSlope));
        v128.store(cellGradients + at + j, f32x4.mul(cell, forget));
      } else {
        v128.store(z + block + j, f32x4.splat(0));
      }
    }
  }
}
