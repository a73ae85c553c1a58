import assert from "node:assert/strict";
import type { Detector } from "../../detectors/detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import type { RunRows } from "./read_rows.ts";
import { TrainingRows } from "./training_rows.ts";

/** Rows whose only feature is their number; rows 2 and 5 are attacks; two hosts, one row unknown. */
const TRAIN: RunRows = {
  frame: {
    rows: 8,
    columns: [{
      type: "numeric",
      name: "x",
      values: Float32Array.from({ length: 8 }, (_, i) => i),
    }],
  },
  labels: { names: ["normal", "worm"], codes: Int32Array.of(0, 0, 1, 0, 0, 1, 0, 0) },
  sequences: Int32Array.of(0, 1, 1, 0, -1, 0, 1, 0),
  rowNumbers: Uint32Array.from({ length: 8 }, (_, row) => row),
  duplicates: 0,
  dropped: 0,
  rows: Uint32Array.from({ length: 8 }, (_, row) => row),
  isAttack: (row) => row === 2 || row === 5,
  attack: [false, true],
};

const SELECTED = { fit: Uint32Array.of(0, 1, 3, 4, 6), heldOut: Uint32Array.of(7) };

function trainingRows(supervised: boolean, train = TRAIN): TrainingRows {
  return new TrainingRows(train, SELECTED, supervised, {
    encoding: "one-hot",
    scaling: "standard",
  });
}

/** The rows of a matrix, by their only feature. */
function rowsOf({ data }: Matrix, training: TrainingRows): number[] {
  const [zero, one] = [0, 1].map((x) => training.pipeline.transformRecord({ x })[0]);
  return Array.from(data, (value) => Math.round((value - zero) / (one - zero)));
}

Deno.test("TrainingRows gives normal rows in file order", () => {
  const training = trainingRows(false);
  const { matrix, labels, attacks } = training.matrixFor({});
  assert.deepEqual(rowsOf(matrix, training), [0, 1, 3, 4, 6]);
  assert.equal(matrix.starts, undefined);
  assert.equal(labels, null);
  assert.equal(attacks, 0);
  assert.equal(training.matrixFor({ context: 0 }).matrix, matrix);
});

Deno.test("TrainingRows gives attacks with their labels to who learns from them", () => {
  const training = trainingRows(true);
  const { matrix, labels, attacks } = training.matrixFor({});
  assert.deepEqual(rowsOf(matrix, training), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(labels, Uint8Array.of(0, 0, 1, 0, 0, 1, 0));
  assert.equal(attacks, 2);
});

Deno.test("TrainingRows puts sequences together for detectors with context", () => {
  const training = trainingRows(true);
  const { matrix, labels } = training.matrixFor({ context: 2 });
  assert.deepEqual(rowsOf(matrix, training), [4, 0, 3, 5, 1, 2, 6]);
  assert.deepEqual(matrix.starts, Uint32Array.of(0, 1, 1, 1, 4, 4, 4));
  assert.deepEqual(labels, Uint8Array.of(0, 0, 0, 1, 0, 1, 0));
});

Deno.test("TrainingRows.scoreHeldOut() gives windows the rows before, as a test does", async () => {
  const detectorOf = (training: TrainingRows, context: number) =>
    ({
      context,
      score: (x: Matrix) => {
        const rows = rowsOf(x, training);
        return Promise.resolve(
          Float32Array.from(rows, (_, row) =>
            rows.slice(Math.max(x.starts?.[row] ?? 0, row - context), row + 1)
              .reduce((sum, each) =>
                sum + each, 0)),
        );
      },
    }) as unknown as Detector;
  const scoreOf = async (training: TrainingRows, context: number) => [
    ...await training.scoreHeldOut(detectorOf(training, context)),
  ];
  assert.deepEqual(await scoreOf(trainingRows(false), 0), [7]);
  assert.deepEqual(await scoreOf(trainingRows(false), 1), [3 + 7]);
  assert.deepEqual(await scoreOf(trainingRows(true), 1), [5 + 7]);
  const oneSequence = trainingRows(false, { ...TRAIN, sequences: null });
  assert.deepEqual(await scoreOf(oneSequence, 2), [4 + 6 + 7]);
});
