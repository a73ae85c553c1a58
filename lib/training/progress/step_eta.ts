/** No estimate before this much time has passed: the first moments say little. */
const LEAST_MS = 1500;

/** The pace of a step counts once this share of it is done, or once it has taken that time. */
const LEAST_SHARE = 0.01;

/**
 * Estimates when work of several steps ends: the step in progress by its own pace, the steps after it
 * by their cost and by what a unit of cost has taken so far.
 */
export class StepEta {
  readonly #costs: number[];
  readonly #start: number;
  #step = 0;
  #stepStart: number;

  /**
   * @param costs rough cost of each step, in any unit
   * @param now the time in milliseconds, such as `performance.now()`
   */
  constructor(costs: number[], now: number) {
    this.#costs = costs;
    this.#start = now;
    this.#stepStart = now;
  }

  /**
   * Estimated seconds to the end.
   *
   * @param step index of the step in progress; never lower than before
   * @param done share of this step that is done, 0 to 1
   * @param now the time in milliseconds
   * @returns `undefined` until there is a basis for an estimate
   */
  estimate(step: number, done: number, now: number): number | undefined {
    if (step !== this.#step) {
      this.#step = step;
      this.#stepStart = now;
    }
    const before = this.#sum(0, step);
    const spentBefore = this.#stepStart - this.#start;
    const spent = now - this.#stepStart;
    const cost = this.#costs[step];
    const hasPace = done >= LEAST_SHARE || (done > 0 && spent >= LEAST_MS);
    if (now - this.#start < LEAST_MS || !hasPace) return undefined;
    const whole = spent / Math.min(done, 1);
    const unit = (spentBefore + whole) / (before + cost);
    return (whole - spent + unit * this.#sum(step + 1, this.#costs.length)) / 1000;
  }

  #sum(from: number, to: number): number {
    return this.#costs.slice(from, to).reduce((total, cost) => total + cost, 0);
  }
}
