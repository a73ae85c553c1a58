/**
 * Sides that take turns at one case of the tensor benchmark.
 *
 * @module
 */
import { median } from "../report.ts";
import type { Side, Task } from "./side.ts";

/** How long and how often each side is measured. */
export interface Pace {
  /** Of a turn, roughly. */
  seconds: number;
  rounds: number;
}

/** What a side reached. */
export interface Result {
  side: Side;
  /** Samples a second: the median of its turns. */
  rate: number;
}

/** Rows that the losses before and after training are compared on. */
const LOSS_ROWS = 1024;
/** By how much sides may differ in what they compute from equal weights and rows. */
const TOLERANCE = 1e-3;

/**
 * Lets all sides warm up and then take turns, so that what disturbs the machine disturbs all alike.
 *
 * @throws {Error} when the sides do not compute the same before training, or one does not learn
 */
export async function contest(sides: readonly Side[], task: Task, pace: Pace): Promise<Result[]> {
  const before: number[] = [];
  const samples: number[] = [];
  for (const side of sides) {
    await side.start(task);
    before.push(await side.loss(LOSS_ROWS));
    samples.push(await turnSize(side, task, pace.seconds));
  }
  assertEqual(sides, before);
  const rates: number[][] = sides.map(() => []);
  for (let round = 0; round < pace.rounds; round++) {
    for (const [i, side] of sides.entries()) {
      const { seconds } = await side.turn(samples[i]);
      rates[i].push(samples[i] / seconds);
    }
  }
  if (task.case.action === "train") {
    for (const [i, side] of sides.entries()) {
      const after = await side.loss(LOSS_ROWS);
      console.error(`${side.name}: loss ${before[i].toFixed(4)} to ${after.toFixed(4)}`);
      if (!(after < before[i])) throw new Error(`${side.name} does not learn.`);
    }
  }
  return sides.map((side, i) => ({ side, rate: median(rates[i]) }));
}

/** Warms a side up with longer and longer turns; gives how many samples fill one. */
async function turnSize(
  side: Side,
  { case: { batchSize } }: Task,
  target: number,
): Promise<number> {
  let batches = 2;
  while (true) {
    const { seconds } = await side.turn(batches * batchSize);
    const growth = Math.min(target / seconds, 8);
    batches = Math.max(2, Math.round(batches * growth));
    if (growth < 1.5) return batches * batchSize;
  }
}

function assertEqual(sides: readonly Side[], losses: number[]): void {
  for (const [i, loss] of losses.entries()) {
    if (!(Math.abs(loss - losses[0]) <= TOLERANCE * losses[0])) {
      throw new Error(
        `${sides[i].name} has loss ${loss} where ${sides[0].name} has ${losses[0]}.`,
      );
    }
  }
}
