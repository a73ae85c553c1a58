import assert from "node:assert/strict";
import type { Matrix } from "../../learning/matrix.ts";
import { createLstmAutoencoder, lstmAutoencoderNetwork } from "./lstm_autoencoder.ts";
import { matrixOf, rowOf, surface } from "../neural/testing.ts";

const SMALL = { layers: [12], epochs: 20, batchSize: 32, learningRate: 0.01, patience: 20 };

Deno.test("lstmAutoencoderNetwork() mirrors the encoder behind a repeated state", () => {
  const params = {
    ...SMALL,
    layers: [128, 64],
    window: 10,
    dropout: 0,
    validationSplit: 0.1,
    engine: "auto" as const,
  };
  const network = lstmAutoencoderNetwork(41, params);
  assert.deepEqual(network, {
    columns: 41,
    steps: 10,
    layers: [
      { type: "lstm", units: 128, sequences: true },
      { type: "lstm", units: 64, sequences: false },
      { type: "repeat" },
      { type: "lstm", units: 64, sequences: true },
      { type: "lstm", units: 128, sequences: true },
      { type: "dense", units: 41, activation: "linear" },
    ],
  });
  const { layers } = lstmAutoencoderNetwork(41, { ...params, dropout: 0.2 });
  assert.equal(layers.filter(({ type }) => type === "dropout").length, 4);
});

Deno.test("score() tells odd rows from normal ones", async () => {
  const detector = createLstmAutoencoder(SMALL);
  await detector.fit(surface(600, 1), { seed: 1 });
  const usual = (await detector.score(surface(200, 2))).toSorted();
  const odd = (await detector.score(surface(200, 3, 1.5))).toSorted();
  assert.ok(odd[100] > 3 * usual[100], `${odd[100]} against ${usual[100]}`);
  detector.dispose();
});

Deno.test("score() of a row depends on the rows of the same sequence before it", async () => {
  const detector = createLstmAutoencoder({ ...SMALL, epochs: 1, window: 3 });
  const x = surface(40, 1);
  await detector.fit(x, { seed: 1 });
  const scoreOf = async (change: (x: Matrix) => void, starts?: Uint32Array) => {
    const changed = { ...x, data: x.data.slice(), starts };
    change(changed);
    return (await detector.score(changed))[20];
  };
  const touch = (row: number) => ({ data, cols }: Matrix) => data[row * cols] += 1;
  const usual = await scoreOf(() => {});
  for (const row of [18, 19, 20]) assert.notEqual(await scoreOf(touch(row)), usual);
  for (const row of [17, 21]) assert.equal(await scoreOf(touch(row)), usual);
  const starts = Uint32Array.from({ length: 40 }, (_, row) => row < 19 ? 0 : 19);
  assert.equal(await scoreOf(touch(18), starts), await scoreOf(() => {}, starts));
  detector.dispose();
});

Deno.test("explain() adds up to the score that the row has alone", async () => {
  for (const window of [1, 4]) {
    const detector = createLstmAutoencoder({ ...SMALL, epochs: 1, window });
    const x = surface(40, 1);
    await detector.fit(x, { seed: 1 });
    const row = rowOf(x, 5);
    const [alone] = await detector.score(matrixOf(row, 6));
    const sum = (await detector.explain(row)).reduce((sum, { weight }) => sum + weight, 0);
    assert.ok(Math.abs(sum - alone) <= 1e-5 * alone);
    detector.dispose();
  }
});

Deno.test("createLstmAutoencoder() refuses batches that take too much memory", () => {
  assert.throws(
    () => createLstmAutoencoder({ layers: [512, 512], window: 100, batchSize: 100 }),
    /batchSize must be at most 81/,
  );
});
