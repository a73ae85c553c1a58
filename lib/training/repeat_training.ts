/**
 * The same training with other seeds.
 *
 * @module
 */
import { createDetector } from "../detectors/registry.ts";
import { flagsAbove } from "../learning/thresholds/apply_rule.ts";
import { evaluate } from "./evaluate.ts";
import { failureReason } from "./failure_reason.ts";
import type { RunClock } from "./progress/run_clock.ts";
import type { RunRows } from "./rows/read_rows.ts";
import { fit, labelsOf, score, type SeededRows, type Trial } from "./trial.ts";
import type { RunResult, SeedResult } from "../resources/run.ts";

/** What further trainings need. */
export interface RepeatOptions extends Trial {
  clock: RunClock;
  /** Give the rows of each further seed when its turn comes. */
  repeats: (() => Promise<SeededRows>)[];
  /** Gets why one failed. */
  warn: (sentence: string) => void;
}

/** What came of them. */
export interface Repeats {
  result: Pick<RunResult, "repeats" | "failedSeeds">;
  /** What those flag that were tested on the same rows as the first training. */
  comparable: Uint8Array[];
}

/** Trains and tests the detector once more with each further seed; one that fails is told. */
export async function repeatTraining(options: RepeatOptions, title: string): Promise<Repeats> {
  const { specification, index, clock, training, repeats, warn } = options;
  if (repeats.length > 0) training.release();
  const { kind, params } = specification.request.detectors[index];
  const results: SeedResult[] = [];
  const failed: NonNullable<RunResult["failedSeeds"]> = [];
  const comparable: Uint8Array[] = [];
  for (const [round, rows] of repeats.entries()) {
    const seed = specification.request.seeds![round + 1];
    const called = `${title} with seed ${seed}`;
    const detector = await createDetector(kind, params);
    try {
      const trial = { specification, index, clock: clock.repeat(round), ...await rows() };
      const { test } = trial;
      const { fitMs } = await fit(trial, detector, called);
      const { threshold, flags, scores, scoreMs } = await score(trial, detector, called);
      if (haveSameRows(test, options.test)) {
        comparable.push(flags ?? flagsAbove(scores, threshold.value));
      }
      const { metrics, flaggedRows } = evaluate(scores, labelsOf(test), threshold.value, flags);
      results.push({
        ...{ seed, threshold: threshold.value, testRows: test.rows.length },
        ...{ flaggedRows, fitMs, scoreMs, metrics },
      });
    } catch (error) {
      const reason = failureReason(error);
      failed.push({ seed, error: reason });
      warn(`${called} failed and is not part of the means: ${reason}`);
    } finally {
      detector.dispose();
    }
  }
  return {
    result: {
      ...(results.length > 0 && { repeats: results }),
      ...(failed.length > 0 && { failedSeeds: failed }),
    },
    comparable,
  };
}

/** Rows of a split are others with each seed. */
function haveSameRows(a: RunRows, b: RunRows): boolean {
  return a.rows === b.rows ||
    a.rows.length === b.rows.length && a.rows.every((row, i) => row === b.rows[i]);
}
