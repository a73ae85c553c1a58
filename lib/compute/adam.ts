/** Settings of {@linkcode createAdam}; the defaults are the paper's. */
export interface AdamOptions {
  learningRate: number;
  /** Decay of the mean of the gradients. */
  beta1?: number;
  /** Decay of the mean of the squared gradients. */
  beta2?: number;
  /** Added to the denominator. */
  epsilon?: number;
}

/** An optimiser of some arrays of parameters. */
export interface Adam {
  /** Moves the parameters, in place, one step along the gradients. */
  step(parameters: readonly Float32Array[], gradients: readonly Float32Array[]): void;
}

/**
 * The optimiser Adam, as one loop an array.
 *
 * Source: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
 *
 * @param sizes the length of each array of parameters
 */
export function createAdam(sizes: readonly number[], options: AdamOptions): Adam {
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const means = sizes.map((size) => new Float32Array(size));
  const squares = sizes.map((size) => new Float32Array(size));
  let steps = 0;

  function step(parameters: readonly Float32Array[], gradients: readonly Float32Array[]): void {
    steps++;
    const rate = learningRate / (1 - beta1 ** steps);
    const correction = 1 / (1 - beta2 ** steps);
    for (let array = 0; array < means.length; array++) {
      const mean = means[array];
      const square = squares[array];
      const parameter = parameters[array];
      const gradient = gradients[array];
      for (let i = 0; i < mean.length; i++) {
        const slope = gradient[i];
        const m = beta1 * mean[i] + (1 - beta1) * slope;
        const v = beta2 * square[i] + (1 - beta2) * slope * slope;
        mean[i] = m;
        square[i] = v;
        parameter[i] -= (rate * m) / (Math.sqrt(v * correction) + epsilon);
      }
    }
  }

  return { step };
}
