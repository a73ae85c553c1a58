import { multiplyAdd, sumOf } from "./simd";

/**
 * Adds the gradients of all micro-batches to those of the first, in their order.
 *
 * @param gradients of the first micro-batch
 * @param microBatches how many there are, `stride` bytes apart
 * @param count numbers, a multiple of 4
 * @returns the sum of the squares of the sums
 */
export function sumMicroBatches(gradients: usize, microBatches: i32, stride: usize, count: i32): f32 {
  let squares = f32x4.splat(0);
  const end = gradients + (<usize>count << 2);
  for (let p = gradients; p < end; p += 16) {
    let sum = v128.load(p);
    let q = p;
    for (let microBatch = 1; microBatch < microBatches; microBatch++) {
      q += stride;
      sum = f32x4.add(sum, v128.load(q));
    }
    v128.store(p, sum);
    squares = multiplyAdd(sum, sum, squares);
  }
  return sumOf(squares);
}

/**
 * One step of the optimiser Adam, and of the running average of the weights.
 *
 * Source: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
 *
 * @param average of the weights, or 0 for none
 * @param count numbers, a multiple of 4
 * @param scale by which gradients are multiplied first
 * @param rate learning rate divided by the correction of the first moment
 * @param correction factor of the second moment
 * @param past weight of the past in the average
 */
export function adamStep(
  weights: usize,
  gradients: usize,
  means: usize,
  squares: usize,
  average: usize,
  count: i32,
  scale: f32,
  rate: f32,
  correction: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  past: f32,
): void {
  const factor = f32x4.splat(scale);
  const rates = f32x4.splat(rate);
  const corrections = f32x4.splat(correction);
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon);
  const keep = f32x4.splat(past);
  const take = f32x4.splat(1 - past);
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const slope = f32x4.mul(v128.load(gradients + i), factor);
    const mean = multiplyAdd(slope, take1, f32x4.mul(v128.load(means + i), keep1));
    const square = multiplyAdd(
      f32x4.mul(slope, slope),
      take2,
      f32x4.mul(v128.load(squares + i), keep2),
    );
    v128.store(means + i, mean);
    v128.store(squares + i, square);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(square, corrections)), epsilons);
    const weight = f32x4.sub(v128.load(weights + i), f32x4.div(f32x4.mul(mean, rates), root));
    v128.store(weights + i, weight);
    if (average) {
      v128.store(
        average + i,
        multiplyAdd(weight, take, f32x4.mul(v128.load(average + i), keep)),
      );
    }
  }
}
