import assert from "node:assert/strict";
import { autoencoderNetwork, createAutoencoder } from "./autoencoder.ts";
import type { FitProgress } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { surface } from "../neural/testing.ts";

const COLS = 6;
const SMALL = { hidden: [8, 2], epochs: 15, batchSize: 64, learningRate: 0.005 };

const normals = surface(2000, 1);

Deno.test("autoencoderNetwork() mirrors the encoder and regularises in training", () => {
  const training = {
    epochs: 1,
    batchSize: 1,
    learningRate: 1,
    patience: 1,
    validationSplit: 0.1,
    engine: "auto" as const,
  };
  const params = { ...training, hidden: [64, 32], dropout: 0, noise: 0 };
  assert.deepEqual(autoencoderNetwork(118, { ...params, activation: "tanh" }), {
    columns: 118,
    steps: 1,
    layers: [
      { type: "dense", units: 64, activation: "tanh" },
      { type: "dense", units: 32, activation: "tanh" },
      { type: "dense", units: 64, activation: "tanh" },
      { type: "dense", units: 118, activation: "linear" },
    ],
  });
  const regular = { ...params, activation: "relu" as const, dropout: 0.2, noise: 0.1 };
  assert.deepEqual(autoencoderNetwork(118, { ...regular, hidden: [8] }).layers, [
    { type: "noise", deviation: 0.1 },
    { type: "dense", units: 8, activation: "relu" },
    { type: "dropout", rate: 0.2 },
    { type: "dense", units: 118, activation: "linear" },
  ]);
});

Deno.test("fit() learns the shape of normal rows", async () => {
  const autoencoder = createAutoencoder(SMALL);
  await autoencoder.fit(normals, { seed: 1 });
  const usual = (await autoencoder.score(surface(500, 2))).toSorted();
  const odd = (await autoencoder.score(surface(500, 3, 1.5))).toSorted();
  assert.ok(odd[250] > 5 * usual[250], `${odd[250]} against ${usual[250]}`);
  assert.ok(odd[25] > usual[250]);
  autoencoder.dispose();
});

Deno.test("fit() tells loss, validation loss and fraction of each epoch", async () => {
  const seen: FitProgress[] = [];
  const autoencoder = createAutoencoder({ ...SMALL, epochs: 4 });
  const onProgress = (progress: FitProgress) => {
    if (progress.epoch) seen.push(progress);
  };
  await autoencoder.fit(normals, { seed: 1, onProgress });
  autoencoder.dispose();
  assert.deepEqual(seen.map(({ epoch }) => epoch), [1, 2, 3, 4]);
  assert.deepEqual(seen.map(({ fraction }) => fraction), [0.25, 0.5, 0.75, 1]);
  assert.ok(seen.every(({ epochs }) => epochs === 4));
  assert.ok(seen[3].loss! < seen[0].loss!);
  assert.ok(seen[3].validationLoss! < seen[0].validationLoss!);
});

Deno.test("fit() tells how far it is within a long epoch", async () => {
  const controller = new AbortController();
  const autoencoder = createAutoencoder({ hidden: [512, 256], epochs: 2, batchSize: 4 });
  const fraction = await new Promise((resolve) => {
    const onProgress = ({ fraction, epoch }: FitProgress) => {
      controller.abort();
      resolve(epoch ? undefined : fraction);
    };
    autoencoder.fit(surface(50_000, 1), { seed: 1, signal: controller.signal, onProgress })
      .catch(() => {});
  });
  assert.ok(typeof fraction === "number" && fraction > 0 && fraction < 0.5);
});

Deno.test("fit() ends within 500 ms of a cancel, with the signal's reason", async () => {
  const autoencoder = createAutoencoder({ hidden: [256, 64], epochs: 1000, patience: 1000 });
  const controller = new AbortController();
  let cancelled = 0;
  setTimeout(() => {
    cancelled = performance.now();
    controller.abort(new Error("enough"));
  }, 50);
  await assert.rejects(
    autoencoder.fit(surface(20_000, 1), { seed: 1, signal: controller.signal }),
    /^Error: enough$/,
  );
  assert.ok(cancelled > 0);
  assert.ok(performance.now() - cancelled < 500);
});

Deno.test("fit() refuses too few rows, no columns and a loss that is not finite", async () => {
  const fit = (x: Matrix, params = {}) =>
    createAutoencoder({ ...SMALL, ...params }).fit(x, { seed: 1 });
  await assert.rejects(fit(surface(1, 1)), RangeError);
  await assert.rejects(fit(surface(0, 1)), RangeError);
  await assert.rejects(
    fit({ data: new Float32Array(), rows: 9, cols: 0, names: [] }),
    RangeError,
  );
  const huge = { ...normals, data: normals.data.map((value) => value * 1e30) };
  await assert.rejects(fit(huge), /not a finite number.*learning rate.*scaling/);
});

Deno.test("fit() takes two rows and more columns than rows", async () => {
  const autoencoder = createAutoencoder({ hidden: [3], epochs: 2 });
  await autoencoder.fit(surface(2, 1), { seed: 1 });
  assert.equal((await autoencoder.score(surface(3, 1))).length, 3);
  autoencoder.dispose();
});

Deno.test("createAutoencoder() refuses parameters that are unknown or out of range", () => {
  assert.throws(() => createAutoencoder({ width: 3 }), /Unknown parameter: width/);
  assert.throws(() => createAutoencoder({ hidden: [] }), /hidden/);
  assert.throws(() => createAutoencoder({ validationSplit: 0.9 }), /validationSplit/);
});

Deno.test({
  name: "score()",
  async fn(t) {
    const autoencoder = createAutoencoder({ ...SMALL, epochs: 3 });
    await autoencoder.fit(normals, { seed: 1 });

    await t.step("of a row is the same among many rows and alone", async () => {
      const x = surface(25_000, 4);
      const scores = await autoencoder.score(x);
      for (const row of [0, 4095, 4096, 24_999]) {
        const data = x.data.subarray(row * COLS, (row + 1) * COLS);
        const [alone] = await autoencoder.score({ ...x, data, rows: 1 });
        assert.ok(Math.abs(alone - scores[row]) <= 1e-6 * alone);
      }
    });

    await t.step("is what the contributions of explain() add up to", async () => {
      const x = surface(20, 5, 1);
      const scores = await autoencoder.score(x);
      for (let row = 0; row < x.rows; row++) {
        const parts = await autoencoder.explain(x.data.slice(row * COLS, (row + 1) * COLS));
        assert.deepEqual(parts.map(({ column }) => column), [0, 1, 2, 3, 4, 5]);
        const sum = parts.reduce((sum, { weight }) => sum + weight, 0);
        assert.ok(Math.abs(sum - scores[row]) <= 1e-5 * scores[row]);
      }
    });

    await t.step("puts the largest contribution on the column that is wrong", async () => {
      const row = normals.data.slice(0, COLS);
      row[3] += 30;
      const parts = await autoencoder.explain(row);
      assert.equal(parts.toSorted((a, b) => b.weight - a.weight)[0].column, 3);
    });

    await t.step("is finite for values that overflow the network", async () => {
      const data = new Float32Array(COLS).fill(3e38);
      const [score] = await autoencoder.score({ ...normals, data, rows: 1 });
      assert.ok(Number.isFinite(score) && score > 1e30);
      const parts = await autoencoder.explain(data);
      assert.ok(parts.every(({ weight }) => Number.isFinite(weight)));
    });

    await t.step("takes a matrix in shared memory, and one without rows", async () => {
      const shared = new Float32Array(new SharedArrayBuffer(normals.data.byteLength));
      shared.set(normals.data);
      assert.deepEqual(
        await autoencoder.score({ ...normals, data: shared }),
        await autoencoder.score(normals),
      );
      const none = { ...normals, data: new Float32Array(), rows: 0 };
      assert.equal((await autoencoder.score(none)).length, 0);
    });
    autoencoder.dispose();
  },
});
