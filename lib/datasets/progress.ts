/**
 * Progress of an ingest: phases put together to one fraction that never falls.
 *
 * @module
 */
import type { DatasetProgress } from "../resources/dataset.ts";

/** Reports the progress of one phase, 0 to 1. */
export type PhaseProgress = (fraction: number) => void;

const SECONDS_BEFORE_ESTIMATE = 1;

/** Smaller steps are not reported. */
const STEP = 0.005;

/**
 * Starts the clock.
 *
 * @returns a function that opens a phase, which covers a share of what is left then
 */
export function progressReporter(
  onProgress: ((progress: DatasetProgress) => void) | undefined,
): (phase: string, share: number) => PhaseProgress {
  const started = performance.now();
  let reached = 0;
  let reported = { phase: "", fraction: 0 };
  return (phase, share) => {
    const from = reached;
    return (fraction) => {
      if (!onProgress) return;
      const within = Math.min(1, Math.max(0, fraction));
      reached = Math.max(reached, from + (1 - from) * share * within);
      if (phase === reported.phase && reached < reported.fraction + STEP) return;
      reported = { phase, fraction: reached };
      const seconds = (performance.now() - started) / 1000;
      onProgress({
        phase,
        fraction: reached,
        ...(seconds > SECONDS_BEFORE_ESTIMATE && reached > 0.02 &&
          { etaSeconds: (seconds * (1 - reached)) / reached }),
      });
    };
  };
}
