import { detectorDefinition } from "../../detectors/catalogue.ts";
import type { DetectorKind, FitProgress } from "../../detectors/detector.ts";
import { StepEta } from "./step_eta.ts";
import type { RunProgress } from "../../resources/run.ts";

/** Rough costs against reading the data; only the ETA and the bar depend on them. */
const READING = 1;
const SCORING = 1;
const IMPORTANCE = 0.3;

/** Steps of each detector: its fit, its test, both with further seeds, the importance of its features. */
const STEPS = 4;

/** Reports more often than this tell nobody more. */
const REPORT_EVERY_MS = 100;

/** Is told how the fit and the test of a detector go on. */
export interface DetectorClock {
  /** A detector's fit begins or goes on. */
  fit(detector: number, phase: string, progress: FitProgress): void;
  /** A detector scores held-out rows and test rows. */
  score(detector: number, phase: string, fraction: number): void;
}

/** Turns the progress of single steps into the progress of a whole run, with its ETA. */
export class RunClock implements DetectorClock {
  readonly #kinds: DetectorKind[];
  readonly #report: (progress: RunProgress) => void;
  readonly #repeats: number;
  /** Cost of each step: reading, then those of each detector. */
  readonly #costs: number[];
  readonly #eta: StepEta;
  #lastReport = -Infinity;
  #lastPhase = "";

  /**
   * @param kinds the detectors of the run, in order
   * @param report gets the progress, at most ten times a second and at each new phase or epoch
   * @param repeats how often each detector is fitted and tested once more
   */
  constructor(kinds: DetectorKind[], report: (progress: RunProgress) => void, repeats = 0) {
    this.#kinds = kinds;
    this.#report = report;
    this.#repeats = repeats;
    this.#costs = [
      READING,
      ...kinds.flatMap((kind) => [
        detectorDefinition(kind).cost,
        SCORING,
        repeats * (detectorDefinition(kind).cost + SCORING),
        IMPORTANCE,
      ]),
    ];
    this.#eta = new StepEta(this.#costs, performance.now());
  }

  /** A phase before the detectors; `fraction` is the share of these phases that is done. */
  phase(phase: string, fraction: number): void {
    this.#tell({ phase }, 0, fraction);
  }

  /** A detector's fit begins or goes on. */
  fit(detector: number, phase: string, { fraction, ...epoch }: FitProgress): void {
    const kind = this.#kinds[detector];
    this.#tell({ phase, kind, detector, ...epoch }, 1 + STEPS * detector, fraction);
  }

  /** A detector scores held-out rows and test rows. */
  score(detector: number, phase: string, fraction: number): void {
    const kind = this.#kinds[detector];
    this.#tell({ phase, kind, detector }, 2 + STEPS * detector, fraction);
  }

  /** The importance of features to a detector is measured. */
  measure(detector: number, phase: string, fraction: number): void {
    const kind = this.#kinds[detector];
    this.#tell({ phase, kind, detector }, 4 + STEPS * detector, fraction);
  }

  /** The clock of a round of repetition, from 0; its epochs are not told one by one. */
  repeat(round: number): DetectorClock {
    const tell = (detector: number, phase: string, done: number) => {
      const kind = this.#kinds[detector];
      this.#tell({ phase, kind, detector }, 3 + STEPS * detector, (round + done) / this.#repeats);
    };
    const share = (detector: number) => {
      const fitting = detectorDefinition(this.#kinds[detector]).cost;
      return fitting / (fitting + SCORING);
    };
    return {
      fit: (detector, phase, { fraction }) => tell(detector, phase, fraction * share(detector)),
      score: (detector, phase, fraction) =>
        tell(detector, phase, share(detector) + fraction * (1 - share(detector))),
    };
  }

  #tell(progress: Omit<RunProgress, "fraction">, step: number, done: number): void {
    const now = performance.now();
    const isNew = progress.phase !== this.#lastPhase || progress.epoch !== undefined;
    if (!isNew && now - this.#lastReport < REPORT_EVERY_MS) return;
    this.#lastReport = now;
    this.#lastPhase = progress.phase;
    const before = sum(this.#costs.slice(0, step));
    const fraction = (before + this.#costs[step] * done) / sum(this.#costs);
    this.#report({ ...progress, fraction, etaSeconds: this.#eta.estimate(step, done, now) });
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
