import assert from "node:assert/strict";
import { createLstmClassifier } from "./lstm_classifier.ts";
import { matrixOf, rowOf, surface } from "../neural/testing.ts";

const SMALL = { layers: [8], epochs: 12, batchSize: 32, learningRate: 0.02 };
const x = surface(600, 1);
/** Attacks are the rows with a large second column: a tenth. */
const labels = Uint8Array.from({ length: x.rows }, (_, row) => rowOf(x, row)[1] > 1.28 ? 1 : 0);

Deno.test("fit() learns to tell attacks by their labels", async () => {
  const classifier = createLstmClassifier(SMALL);
  await classifier.fit(x, { seed: 1, labels });
  const fresh = surface(400, 2);
  const scores = await classifier.score(fresh);
  const right = scores.filter((score, row) => (score > 0.5) === (rowOf(fresh, row)[1] > 1.28));
  assert.ok(right.length > 370, `${right.length} of 400`);
  assert.ok(scores.every((score) => score >= 0 && score <= 1));
  classifier.dispose();
});

Deno.test("fit() with balanced class weights finds more of the rare class", async () => {
  const flagged = [];
  for (const classWeights of ["balanced", "none"]) {
    const classifier = createLstmClassifier({ ...SMALL, epochs: 2, classWeights });
    await classifier.fit(x, { seed: 1, labels });
    flagged.push((await classifier.score(x)).filter((score) => score > 0.5).length);
    classifier.dispose();
  }
  assert.ok(flagged[0] > flagged[1], `${flagged}`);
});

Deno.test("fit() reads the rows before where the window is longer", async () => {
  // An attack is a row after a 1: a row alone cannot tell.
  const data = Float32Array.from({ length: 800 }, (_, row) => (row * row * 7) % 13 < 6 ? 1 : 0);
  const after = Uint8Array.from(data, (_, row) => row > 0 ? data[row - 1] : 0);
  const rights = [];
  for (const window of [1, 2]) {
    const classifier = createLstmClassifier({ ...SMALL, window, patience: 12 });
    await classifier.fit(matrixOf(data, 1), { seed: 1, labels: after });
    const scores = await classifier.score(matrixOf(data, 1));
    rights.push(scores.filter((score, row) => (score > 0.5 ? 1 : 0) === after[row]).length);
    classifier.dispose();
  }
  assert.ok(rights[0] < 700, `${rights[0]} without the row before`);
  assert.ok(rights[1] > 790, `${rights[1]} with it`);
});

Deno.test("explain() gives the telling column the largest weight, and usual values none", async () => {
  const classifier = createLstmClassifier(SMALL);
  await classifier.fit(x, { seed: 1, labels });
  const attack = rowOf(x, labels.indexOf(1));
  const parts = await classifier.explain(attack);
  const [first] = parts.toSorted((a, b) => b.weight - a.weight);
  assert.ok(first.weight > 0);
  assert.ok([1, 2, 4].includes(first.column), "the columns that hold the second one's value");
  const { usual } = (await classifier.save()).data as { usual: number[] };
  const typical = await classifier.explain(Float32Array.from(usual));
  assert.ok(typical.every(({ weight }) => weight === 0));
  classifier.dispose();
});

Deno.test("explain() gives differences of log-odds to rows with one usual value", async () => {
  const classifier = createLstmClassifier({ ...SMALL, window: 3, epochs: 2 });
  await classifier.fit(x, { seed: 1, labels });
  const { usual } = (await classifier.save()).data as { usual: number[] };
  const logOdds = async (row: Float32Array) => {
    const [probability] = await classifier.score(matrixOf(row, 6));
    return Math.log(probability / (1 - probability));
  };
  const row = rowOf(x, 3);
  for (const { column, weight } of await classifier.explain(row)) {
    const difference = await logOdds(row) - await logOdds(row.with(column, usual[column]));
    assert.ok(Math.abs(weight - difference) < 1e-4, `${weight} in place of ${difference}`);
  }
  classifier.dispose();
});

Deno.test("fit() refuses missing labels, too few of them and a single class", async () => {
  const fit = (labels?: Uint8Array) => createLstmClassifier(SMALL).fit(x, { seed: 1, labels });
  await assert.rejects(fit(), /learns from labels, and the training data have none/);
  await assert.rejects(fit(new Uint8Array(5)), /5 labels for 600 rows/);
  await assert.rejects(fit(new Uint8Array(600)), /there are 600 and 0/);
  await assert.rejects(fit(new Uint8Array(600).fill(1)), RangeError);
});

Deno.test("createLstmClassifier() refuses batches that take too much memory", () => {
  assert.throws(
    () => createLstmClassifier({ layers: [512], window: 100, batchSize: 256 }),
    /batchSize must be at most 163/,
  );
});
