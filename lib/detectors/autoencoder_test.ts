import assert from "node:assert/strict";
import type { Tensor2D } from "@tensorflow/tfjs";
import { createRandom } from "../random.ts";
import { startTensorFlow } from "../tensor/start.ts";
import { createAutoencoder, loadAutoencoder } from "./autoencoder.ts";
import type { FitProgress, Matrix } from "./detector.ts";

const { tf } = await startTensorFlow();

const COLS = 6;
const NAMES = Array.from({ length: COLS }, (_, i) => `c${i}`);
const SMALL = { hidden: [8, 2], epochs: 15, batchSize: 64, learningRate: 0.005 };

/** Rows near a curved surface of two dimensions; `noise` takes them off it. */
function surface(rows: number, seed: number, noise = 0.02): Matrix {
  const random = createRandom(seed);
  const data = new Float32Array(rows * COLS);
  for (let row = 0; row < rows; row++) {
    const [a, b] = [random.normal(), random.normal()];
    const values = [a, b, a + b, a - b, Math.max(a, b), Math.abs(a)];
    values.forEach((value, i) => data[row * COLS + i] = value + noise * random.normal());
  }
  return { data, rows, cols: COLS, names: NAMES };
}

const normals = surface(2000, 1);

Deno.test("fit() learns the shape of normal rows", async () => {
  const autoencoder = createAutoencoder(SMALL);
  await autoencoder.fit(normals, { seed: 1 });
  const usual = (await autoencoder.score(surface(500, 2))).toSorted();
  const odd = (await autoencoder.score(surface(500, 3, 1.5))).toSorted();
  assert.ok(odd[250] > 5 * usual[250], `${odd[250]} against ${usual[250]}`);
  assert.ok(odd[25] > usual[250]);
  autoencoder.dispose();
});

Deno.test("fit() gives the same scores with the same seed and others with another", async () => {
  const scores = [];
  for (const seed of [5, 5, 6]) {
    const autoencoder = createAutoencoder({ ...SMALL, epochs: 3 });
    await autoencoder.fit(normals, { seed });
    scores.push(await autoencoder.score(normals));
    autoencoder.dispose();
  }
  assert.deepEqual(scores[0], scores[1]);
  assert.notDeepEqual(scores[0], scores[2]);
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
  const autoencoder = createAutoencoder({ hidden: [256, 64], epochs: 2, batchSize: 8 });
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
  const tensors = tf.memory().numTensors;
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
  assert.equal(tf.memory().numTensors, tensors);
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

    await t.step("is the mean squared reconstruction error, chunk by chunk", async () => {
      const x = surface(9000, 4);
      const fractions: number[] = [];
      const onProgress = (fraction: number) => fractions.push(fraction);
      const scores = await autoencoder.score(x, { onProgress });
      assert.equal(fractions.length, 3);
      assert.equal(fractions.at(-1), 1);
      for (const row of [0, 4095, 4096, 8999]) {
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

    await t.step("refuses other columns", async () => {
      const fewer = { data: new Float32Array(5), rows: 1, cols: 5, names: NAMES.slice(1) };
      await assert.rejects(autoencoder.score(fewer), RangeError);
      const renamed = { ...normals, names: NAMES.toReversed() };
      await assert.rejects(autoencoder.score(renamed), RangeError);
      await assert.rejects(autoencoder.explain(new Float32Array(5)), RangeError);
    });

    await t.step("ends on a signal with its reason", async () => {
      const signal = AbortSignal.abort(new Error("enough"));
      await assert.rejects(autoencoder.score(normals, { signal }), /^Error: enough$/);
    });

    await t.step("leaves no tensors behind", async () => {
      const tensors = tf.memory().numTensors;
      await autoencoder.score(normals);
      await autoencoder.explain(normals.data.slice(0, COLS));
      assert.equal(tf.memory().numTensors, tensors);
    });
    autoencoder.dispose();
  },
});

Deno.test("loadAutoencoder() scores and explains as the saved one did", async () => {
  const autoencoder = createAutoencoder({ ...SMALL, epochs: 2 });
  await autoencoder.fit(normals, { seed: 1 });
  const state = await autoencoder.save();
  const { files, ...rest } = state;
  const copy = {
    ...structuredClone(rest),
    params: JSON.parse(JSON.stringify(state.params)),
    files,
  };
  const loaded = await loadAutoencoder(copy);
  assert.deepEqual(await loaded.score(normals), await autoencoder.score(normals));
  const row = normals.data.slice(0, COLS);
  assert.deepEqual(await loaded.explain(row), await autoencoder.explain(row));
  assert.deepEqual(await loaded.save(), state);
  autoencoder.dispose();
  loaded.dispose();
});

Deno.test("save() gives a model that TensorFlow.js opens and that predicts the same", async () => {
  const autoencoder = createAutoencoder({ ...SMALL, epochs: 2 });
  await autoencoder.fit(normals, { seed: 1 });
  const { files } = await autoencoder.save();
  assert.deepEqual(Object.keys(files).sort(), ["model.json", "weights.bin"]);
  const { modelTopology, weightsManifest } = JSON.parse(
    new TextDecoder().decode(files["model.json"]),
  );
  const model = await tf.loadLayersModel({
    load: () =>
      Promise.resolve({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: files["weights.bin"].buffer,
      }),
  });
  const input = tf.tensor2d(normals.data.subarray(0, 10 * COLS), [10, COLS]);
  const output = model.predict(input) as Tensor2D;
  const predicted = tf.mean(tf.squaredDifference(input, output), 1).dataSync();
  const scores = await autoencoder.score({
    ...normals,
    data: normals.data.subarray(0, 10 * COLS),
    rows: 10,
  });
  scores.forEach((score, row) => assert.ok(Math.abs(score - predicted[row]) < 1e-5));
  tf.dispose([input, output]);
  model.dispose();
  autoencoder.dispose();
});

Deno.test("loadAutoencoder() refuses a damaged state", async () => {
  const autoencoder = createAutoencoder({ ...SMALL, epochs: 1 });
  await autoencoder.fit(normals, { seed: 1 });
  const state = await autoencoder.save();
  autoencoder.dispose();
  await assert.rejects(loadAutoencoder({ ...state, data: {} }), TypeError);
  await assert.rejects(loadAutoencoder({ ...state, files: {} }), TypeError);
  await assert.rejects(
    loadAutoencoder({ ...state, data: { version: 1, names: NAMES.slice(1) } }),
    TypeError,
  );
});

Deno.test("an autoencoder that is not fitted, or disposed, says so", async () => {
  const autoencoder = createAutoencoder({ ...SMALL, epochs: 1 });
  await assert.rejects(autoencoder.score(normals), /not fitted/);
  await assert.rejects(autoencoder.save(), /not fitted/);
  const tensors = tf.memory().numTensors;
  await autoencoder.fit(normals, { seed: 1 });
  autoencoder.dispose();
  assert.equal(tf.memory().numTensors, tensors);
  await assert.rejects(autoencoder.explain(new Float32Array(COLS)), /not fitted/);
});
