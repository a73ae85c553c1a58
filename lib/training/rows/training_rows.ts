/**
 * What the detectors of a run learn from.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import type { Detector } from "../../detectors/detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { FeaturePipeline, type PipelineOptions } from "../../learning/features/pipeline.ts";
import { JobError } from "../../jobs/child.ts";
import { filled, indicesWhere } from "../../base/typed_arrays.ts";
import { type RunRows, truthOfRows } from "./read_rows.ts";
import { scoreRows } from "../score_rows.ts";
import type { SelectedRows } from "./select_rows.ts";
import { sequenceRows } from "../../learning/sequences.ts";

/** What one detector is fitted on. */
export interface TrainingMatrix {
  matrix: Matrix;
  /** 1 for an attack, 0 for a normal row; `null` where all rows are normal. */
  labels: Uint8Array | null;
  attacks: number;
}

/**
 * The rows that detectors of one sort learn from: normal rows, or normal rows and attacks. Held-out
 * rows are never among them. Everything is made when it is asked for first.
 */
export class TrainingRows {
  readonly #train: RunRows;
  readonly #fit: Uint32Array;
  readonly #heldOut: Uint32Array;
  readonly #options: Omit<PipelineOptions, "rows">;
  #pipeline: FeaturePipeline | null = null;
  #latest: { sequenced: boolean; made: TrainingMatrix } | null = null;

  /**
   * @param train the training rows
   * @param selected which of the normal ones to fit on and to hold out
   * @param supervised whether attacks are to be learnt too
   * @param options how features become numbers
   */
  constructor(
    train: RunRows,
    selected: SelectedRows,
    supervised: boolean,
    options: Omit<PipelineOptions, "rows">,
  ) {
    this.#train = train;
    this.#heldOut = selected.heldOut;
    this.#fit = supervised
      ? merge(selected.fit, indicesWhere(train.rows, train.isAttack ?? (() => false)))
      : selected.fit;
    this.#options = options;
  }

  /**
   * Fitted on these rows alone.
   *
   * @throws {JobError} when the filters leave no column
   */
  get pipeline(): FeaturePipeline {
    return this.#pipeline ??= this.#fitPipeline();
  }

  get heldOutRows(): number {
    return this.#heldOut.length;
  }

  /**
   * What a detector is fitted on: in the order of the sequences where it has context, else in file
   * order. The matrix that was asked for last is kept.
   */
  matrixFor({ context = 0 }: Pick<Detector, "context">): TrainingMatrix {
    const sequenced = context > 0;
    if (this.#latest?.sequenced !== sequenced) {
      this.#latest = null; // frees its memory before the next one is made
      this.#latest = { sequenced, made: this.#make(sequenced) };
    }
    return this.#latest.made;
  }

  /** Lets go of the matrix; it is made again when it is asked for. */
  release(): void {
    this.#latest = null;
  }

  /**
   * Scores of the held-out rows. The windows of a detector with context hold the rows that are
   * before them in training, be they held out or not, as they do in a test.
   */
  async scoreHeldOut(
    detector: Detector,
    onProgress?: (fraction: number) => void,
  ): Promise<Float32Array> {
    const { frame, sequences } = this.#train;
    const rows = detector.context ? merge(this.#fit, this.#heldOut) : this.#heldOut;
    const what = { frame, rows, sequences };
    const scores = await scoreRows(detector, this.pipeline, what, onProgress);
    return rows === this.#heldOut ? scores : pick(scores, rows, this.#heldOut);
  }

  #fitPipeline(): FeaturePipeline {
    try {
      return FeaturePipeline.fit(this.#train.frame, { ...this.#options, rows: this.#fit });
    } catch (error) {
      throw error instanceof DatasetError ? new JobError(error.message) : error;
    }
  }

  #make(sequenced: boolean): TrainingMatrix {
    const { frame, isAttack, sequences } = this.#train;
    const order = sequenced ? sequenceRows(this.#fit, sequences) : null;
    const rows = order?.rows ?? this.#fit;
    const matrix: Matrix = this.pipeline.transform(frame, rows);
    if (order) matrix.starts = order.starts;
    const labels = isAttack && truthOfRows(rows, isAttack);
    const attacks = labels?.reduce((sum, label) => sum + label, 0) ?? 0;
    return { matrix, labels: attacks > 0 ? labels : null, attacks };
  }
}

/** Two sets of rows as one, ascending. */
function merge(a: Uint32Array, b: Uint32Array): Uint32Array {
  const rows = new Uint32Array(a.length + b.length);
  rows.set(a);
  rows.set(b, a.length);
  return rows.sort();
}

/** The scores of some of the rows; both lists ascend. */
function pick(scores: Float32Array, rows: Uint32Array, wanted: Uint32Array): Float32Array {
  let index = 0;
  return filled(new Float32Array(wanted.length), (i) => {
    while (rows[index] < wanted[i]) index++;
    return scores[index];
  });
}
