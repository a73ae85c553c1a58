/**
 * Shortens gradients, in place, so that their norm over all arrays together is at most `limit`;
 * their direction stays.
 *
 * Under a squared loss a batch with one extreme row has a gradient many times longer than others.
 * Unclipped, it throws the weights about, and Adam, which remembers its size, then learns little
 * from a thousand usual batches.
 *
 * Source: R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural
 * networks", ICML 2013.
 */
export function clipGradients(gradients: readonly Float32Array[], limit: number): void {
  let squares = 0;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) squares += gradient[i] * gradient[i];
  }
  const norm = Math.sqrt(squares);
  if (norm <= limit) return;
  const factor = limit / norm;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) gradient[i] *= factor;
  }
}
