/** A running average of some arrays of parameters. */
export interface WeightAverage {
  /** The averages; later updates change them in place. */
  readonly values: readonly Float32Array[];
  /** Takes in the parameters after one more step of the optimiser. */
  update(parameters: readonly Float32Array[]): void;
}

/**
 * An exponential moving average of parameters over the steps of an optimiser. The optimiser's last
 * steps jitter around a good place; their average lies nearer to it than any single one, so
 * validation losses fall smoothly and results depend less on the step at which training ends.
 *
 * Source: B. T. Polyak and A. B. Juditsky, "Acceleration of Stochastic Approximation by Averaging",
 * SIAM Journal on Control and Optimization 30 (4), 1992.
 *
 * @param initial the parameters at the start
 * @param decay weight of the past; 0.995 averages over about the last 200 steps
 */
export function createWeightAverage(
  initial: readonly Float32Array[],
  decay: number,
): WeightAverage {
  const values = initial.map((array) => array.slice());
  let steps = 0;

  function update(parameters: readonly Float32Array[]): void {
    steps++;
    // The first steps lead away from random weights and are soon forgotten.
    const past = Math.min(decay, steps / (steps + 9));
    for (let array = 0; array < values.length; array++) {
      const average = values[array];
      const parameter = parameters[array];
      for (let i = 0; i < average.length; i++) {
        average[i] = past * average[i] + (1 - past) * parameter[i];
      }
    }
  }

  return { values, update };
}
