/**
 * What the detectors benchmark measures against each other.
 *
 * @module
 */
import type { Matrix } from "../../lib/learning/matrix.ts";
import type { DetectorCase } from "./cases.ts";

/** A case with its rows. */
export interface DetectorTask {
  case: DetectorCase;
  x: Matrix;
  /** The same as a file: 32-bit floats of the machine's byte order. */
  file: string;
}

/** A program that takes its turns. */
export interface DetectorSide extends AsyncDisposable {
  /** Such as `sklearn, n_jobs=2`. */
  readonly name: string;
  /** Under which name its figure is printed; of several sides of a peer the fastest counts. */
  readonly peer: "ours" | "sklearn";
  /** Takes the rows and fits a detector. */
  start(task: DetectorTask): Promise<void>;
  /** Does what the case says so many times. */
  turn(times: number): Promise<{ seconds: number }>;
  /** Scores of the first rows. */
  scores(rows: number): Promise<ArrayLike<number>>;
}
