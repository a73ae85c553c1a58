import type { DetectorKind, FitProgress } from "../detectors/detector.ts";
import { Eta } from "../jobs/eta.ts";
import type { RunProgress } from "./types.ts";

/** Rough cost of the steps against each other; only the ETA and the bar depend on them. */
const READING = 1;
const FITTING: Record<DetectorKind, number> = { "isolation-forest": 0.5, autoencoder: 8 };
const SCORING = 1;

/** Reports more often than this tell nobody more. */
const REPORT_EVERY_MS = 100;

/** Turns the progress of single steps into the progress of a whole run, with its ETA. */
export class RunClock {
  readonly #kinds: DetectorKind[];
  readonly #report: (progress: RunProgress) => void;
  readonly #eta = new Eta(performance.now());
  readonly #total: number;
  #lastReport = -Infinity;
  #lastPhase = "";

  /**
   * @param kinds the detectors of the run, in order
   * @param report gets the progress, at most ten times a second and at each new phase or epoch
   */
  constructor(kinds: DetectorKind[], report: (progress: RunProgress) => void) {
    this.#kinds = kinds;
    this.#report = report;
    this.#total = this.#before(kinds.length);
  }

  /** A phase before the detectors; `fraction` is the share of these phases that is done. */
  phase(phase: string, fraction: number): void {
    this.#tell({ phase }, READING * fraction);
  }

  /** A detector begins; `fraction` is the share of its fit that is done. */
  detector(index: number, phase: string, fraction: number): void {
    const kind = this.#kinds[index];
    this.#tell({ phase, kind }, this.#before(index) + FITTING[kind] * fraction);
  }

  /** A detector's fit goes on. */
  fit(index: number, phase: string, { fraction, ...epoch }: FitProgress): void {
    const kind = this.#kinds[index];
    this.#tell({ phase, kind, ...epoch }, this.#before(index) + FITTING[kind] * fraction);
  }

  /** A detector scores the test rows. */
  score(index: number, phase: string, fraction: number): void {
    const kind = this.#kinds[index];
    this.#tell({ phase, kind }, this.#before(index) + FITTING[kind] + SCORING * fraction);
  }

  #before(index: number): number {
    return this.#kinds.slice(0, index).reduce(
      (sum, kind) => sum + FITTING[kind] + SCORING,
      READING,
    );
  }

  #tell(progress: Omit<RunProgress, "fraction">, done: number): void {
    const now = performance.now();
    const isNew = progress.phase !== this.#lastPhase || progress.epoch !== undefined;
    if (!isNew && now - this.#lastReport < REPORT_EVERY_MS) return;
    this.#lastReport = now;
    this.#lastPhase = progress.phase;
    const fraction = done / this.#total;
    this.#report({ ...progress, fraction, etaSeconds: this.#eta.estimate(fraction, now) });
  }
}
