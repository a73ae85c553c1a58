/**
 * Sides that take turns at one case of the detectors benchmark.
 *
 * @module
 */
import { median } from "../report.ts";
import { rankCorrelation } from "./rank_correlation.ts";
import type { DetectorSide, DetectorTask } from "./side.ts";

/** How long and how often each side is measured. */
export interface Pace {
  /** Of a turn, at least; one repetition may take longer. */
  seconds: number;
  rounds: number;
}

/** What a side reached. */
export interface Result {
  side: DetectorSide;
  /** In the unit of the case: the median of its turns. */
  rate: number;
}

/** Rows that the scores of both sides are compared on. */
const COMPARED_ROWS = 10_000;

/**
 * Lets all sides warm up and then take turns, so that what disturbs the machine disturbs all alike.
 *
 * @throws {Error} when a side ranks rows differently than the first
 */
export async function contest(
  sides: readonly DetectorSide[],
  task: DetectorTask,
  pace: Pace,
): Promise<Result[]> {
  const repetitions: number[] = [];
  const all: ArrayLike<number>[] = [];
  for (const side of sides) {
    await side.start(task);
    repetitions.push(await repetitionsOf(side, pace.seconds));
    all.push(await side.scores(Math.min(task.case.rows, COMPARED_ROWS)));
    const agreement = rankCorrelation(all[0], all.at(-1)!);
    if (!(agreement >= task.case.agreement)) {
      throw new Error(`${side.name} ranks rows differently: correlation ${agreement.toFixed(3)}.`);
    }
    if (all.length > 1) console.error(`${side.name}: rank correlation ${agreement.toFixed(3)}`);
  }
  const perRepetition = task.case.unit === "rows/s" ? task.case.rows : 1;
  const rates: number[][] = sides.map(() => []);
  for (let round = 0; round < pace.rounds; round++) {
    for (const [i, side] of sides.entries()) {
      const { seconds } = await side.turn(repetitions[i]);
      rates[i].push(repetitions[i] * perRepetition / seconds);
    }
  }
  return sides.map((side, i) => ({ side, rate: median(rates[i]) }));
}

/** Warms a side up; gives how many repetitions fill a turn. */
async function repetitionsOf(side: DetectorSide, target: number): Promise<number> {
  for (let times = 1;;) {
    const { seconds } = await side.turn(times);
    if (seconds >= target) return times;
    times = Math.ceil(times * Math.min(8, 1.1 * target / seconds));
  }
}
