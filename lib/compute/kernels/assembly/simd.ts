/** Fused where the build has relaxed SIMD: a * b + c. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Sum of the four numbers of a vector. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function sumOf(a: v128): f32 {
  return (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1)) +
    (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}

/**
 * Hyperbolic tangent as a rational function of degrees 13 and 6, the approximation of the Eigen
 * library; off by less than 4e-7.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function tanh(value: v128): v128 {
  const x = f32x4.max(f32x4.min(value, f32x4.splat(9)), f32x4.splat(-9));
  const square = f32x4.mul(x, x);
  let p = multiplyAdd(square, f32x4.splat(-2.76076847742355e-16), f32x4.splat(2.00018790482477e-13));
  p = multiplyAdd(square, p, f32x4.splat(-8.60467152213735e-11));
  p = multiplyAdd(square, p, f32x4.splat(5.12229709037114e-8));
  p = multiplyAdd(square, p, f32x4.splat(1.48572235717979e-5));
  p = multiplyAdd(square, p, f32x4.splat(6.37261928875436e-4));
  p = multiplyAdd(square, p, f32x4.splat(4.89352455891786e-3));
  let q = multiplyAdd(square, f32x4.splat(1.19825839466702e-6), f32x4.splat(1.18534705686654e-4));
  q = multiplyAdd(square, q, f32x4.splat(2.26843463243900e-3));
  q = multiplyAdd(square, q, f32x4.splat(4.89352518554385e-3));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** The logistic function through the hyperbolic tangent; off by less than 4e-7. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function logistic(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return multiplyAdd(tanh(f32x4.mul(x, half)), half, half);
}

/**
 * The exponential function by range reduction and a polynomial of degree 5, as in the Cephes library;
 * relative error below 2e-7. Ends at the range of 32-bit numbers.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function exp(value: v128): v128 {
  const x = f32x4.max(f32x4.min(value, f32x4.splat(88.3)), f32x4.splat(-87.3));
  const powers = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = multiplyAdd(powers, f32x4.splat(-0.693359375), x);
  r = multiplyAdd(powers, f32x4.splat(2.12194440e-4), r);
  let p = multiplyAdd(r, f32x4.splat(1.9875691500e-4), f32x4.splat(1.3981999507e-3));
  p = multiplyAdd(r, p, f32x4.splat(8.3334519073e-3));
  p = multiplyAdd(r, p, f32x4.splat(4.1665795894e-2));
  p = multiplyAdd(r, p, f32x4.splat(1.6666665459e-1));
  p = multiplyAdd(r, p, f32x4.splat(0.5));
  const rest = f32x4.add(multiplyAdd(f32x4.mul(r, r), p, r), f32x4.splat(1));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(powers), i32x4.splat(127));
  return f32x4.mul(rest, i32x4.shl(exponent, 23));
}
