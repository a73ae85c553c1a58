import { type DayScores, ScorePool } from "./score_pool.ts";

const DAYS = 8;

/** The scores of a check in the last eight days. */
export class ScoreHistory {
  #days: DayScores[] = [];

  learn(day: DayScores): void {
    this.#days.push(day);
    if (this.#days.length > DAYS) this.#days.shift();
  }

  save(): DayScores[] {
    return this.#days;
  }

  restore(days: DayScores[]): void {
    this.#days = days;
  }

  /**
   * What scores of a day are compared with.
   *
   * @param today scores of the same day, where the past is too short to do without them
   */
  pool(today: DayScores | null): ScorePool {
    return new ScorePool(today ? [...this.#days, today] : this.#days, today !== null);
  }
}
