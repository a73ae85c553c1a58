/**
 * What the tensor benchmark measures against each other.
 *
 * @module
 */
import type { Weights } from "../../lib/compute/network.ts";
import type { TensorCase } from "./cases.ts";

/** A case with its data and the weights that all sides start from. */
export interface Task {
  case: TensorCase;
  /** In shared memory. */
  data: Float32Array;
  weights: Weights;
  /** The same as files: 32-bit floats of the machine's byte order, one after the other. */
  files: { data: string; weights: string };
}

/** How a turn went. */
export interface Turn {
  seconds: number;
  /** Mean squared error over the rows of the turn's last pass. */
  loss: number;
}

/** An engine that takes its turns in the benchmark. */
export interface Side extends AsyncDisposable {
  /** Such as `torch, 2 threads`. */
  readonly name: string;
  /** Under which name its figure is printed; of several sides of a peer the fastest counts. */
  readonly peer: "ours" | "torch" | "tfjs";
  /** Builds a fresh network. */
  start(task: Task): Promise<void>;
  /** Trains on so many samples or scores them, as the case says: pass after pass over the data. */
  turn(samples: number): Promise<Turn>;
  /** Mean squared error of the first rows of the data. */
  loss(rows: number): Promise<number>;
}
