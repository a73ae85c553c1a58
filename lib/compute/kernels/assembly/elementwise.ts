import { exp, logistic, multiplyAdd, tanh } from "./simd";

/** Names of activations as numbers, in the order of `ACTIVATIONS` in engine/program.ts. */
const RELU: i32 = 1;
const TANH: i32 = 2;
const ELU: i32 = 3;
const SIGMOID: i32 = 4;

/** Applies an activation to `count` numbers in place; `count` is a multiple of 4. */
export function activate(values: usize, count: i32, activation: i32): void {
  const end = values + (<usize>count << 2);
  if (activation == RELU) {
    for (let p = values; p < end; p += 16) v128.store(p, f32x4.max(v128.load(p), f32x4.splat(0)));
  } else if (activation == TANH) {
    for (let p = values; p < end; p += 16) v128.store(p, tanh(v128.load(p)));
  } else if (activation == SIGMOID) {
    const one = f32x4.splat(1);
    for (let p = values; p < end; p += 16) {
      v128.store(p, f32x4.div(one, f32x4.add(one, exp(f32x4.neg(v128.load(p))))));
    }
  } else if (activation == ELU) {
    for (let p = values; p < end; p += 16) {
      const x = v128.load(p);
      const low = f32x4.sub(exp(x), f32x4.splat(1));
      v128.store(p, v128.bitselect(x, low, f32x4.gt(x, f32x4.splat(0))));
    }
  }
}

/** Multiplies gradients, in place, by the slope of the activation that gave `outputs`. */
export function multiplyBySlope(
  gradients: usize,
  outputs: usize,
  count: i32,
  activation: i32,
): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const end = outputs + (<usize>count << 2);
  for (let y = outputs, g = gradients; y < end; y += 16, g += 16) {
    const output = v128.load(y);
    let slope = one;
    if (activation == RELU) slope = v128.and(one, f32x4.gt(output, zero));
    else if (activation == TANH) slope = f32x4.sub(one, f32x4.mul(output, output));
    else if (activation == SIGMOID) slope = f32x4.mul(output, f32x4.sub(one, output));
    else if (activation == ELU) {
      slope = v128.bitselect(one, f32x4.add(output, one), f32x4.gt(output, zero));
    }
    v128.store(g, f32x4.mul(v128.load(g), slope));
  }
}

/** target += source, `count` numbers, a multiple of 4. */
export function add(target: usize, source: usize, count: i32): void {
  const end = target + (<usize>count << 2);
  for (let t = target, s = source; t < end; t += 16, s += 16) {
    v128.store(t, f32x4.add(v128.load(t), v128.load(s)));
  }
}

/** target = a * b, element by element, `count` numbers, a multiple of 4. */
export function multiplyElements(target: usize, a: usize, b: usize, count: i32): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(target + i, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  }
}

/** Numbers that look random, one for each counter: the finaliser of MurmurHash3, twice keyed. */
// @ts-ignore: decorator of AssemblyScript
@inline
function hash(counters: v128, key: i32): v128 {
  let h = i32x4.mul(v128.xor(counters, i32x4.splat(key)), i32x4.splat(0x9e3779b1));
  h = v128.xor(h, i32x4.shr_u(h, 16));
  h = i32x4.mul(h, i32x4.splat(0x85ebca6b));
  h = v128.xor(h, i32x4.shr_u(h, 13));
  h = i32x4.mul(h, i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** Uniform numbers from 0 to 1, both left out. */
// @ts-ignore: decorator of AssemblyScript
@inline
function uniform(counters: v128, key: i32): v128 {
  const steps = f32x4.convert_i32x4_u(i32x4.shr_u(hash(counters, key), 9));
  return f32x4.mul(f32x4.add(steps, f32x4.splat(0.5)), f32x4.splat(1.1920928955078125e-7));
}

/**
 * A mask of dropout: `1 / (1 - rate)` with the probability `1 - rate`, else 0.
 *
 * Source: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
 * JMLR 15, 2014.
 */
export function dropoutMask(mask: usize, count: i32, rate: f32, key: i32): void {
  const keep = f32x4.splat(1 / (1 - rate));
  const limit = f32x4.splat(rate);
  let counters = i32x4(0, 1, 2, 3);
  const end = mask + (<usize>count << 2);
  for (let p = mask; p < end; p += 16) {
    v128.store(p, v128.and(keep, f32x4.ge(uniform(counters, key), limit)));
    counters = i32x4.add(counters, i32x4.splat(4));
  }
}

/**
 * target = source + Gaussian noise, on the first `cols` numbers of rows that are `stride` apart
 * (Box and Muller, 1958). The other numbers of `target` become 0.
 */
export function addNoise(
  target: usize,
  source: usize,
  rows: i32,
  cols: i32,
  stride: i32,
  deviation: f32,
  key: i32,
): void {
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < stride; col++) {
      const at = <usize>(row * stride + col) << 2;
      if (col >= cols) {
        store<f32>(target + at, 0);
        continue;
      }
      const counters = i32x4(2 * <i32>(at >> 2), 2 * <i32>(at >> 2) + 1, 0, 0);
      const u = uniform(counters, key);
      const radius = Mathf.sqrt(-2 * Mathf.log(f32x4.extract_lane(u, 0)));
      const angle = <f32>6.283185307179586 * f32x4.extract_lane(u, 1);
      store<f32>(target + at, load<f32>(source + at) + deviation * radius * Mathf.cos(angle));
    }
  }
}
