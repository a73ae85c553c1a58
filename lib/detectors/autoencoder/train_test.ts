import assert from "node:assert/strict";
import { createRandom } from "../../random.ts";
import { denseShapes } from "../../tensor/dense_stack.ts";
import { startTensorFlow } from "../../tensor/start.ts";
import type { FitProgress, Matrix } from "../detector.ts";
import { train } from "./train.ts";

const { tf } = await startTensorFlow();
const shapes = denseShapes([4, 3, 4]);

/** Noise that cannot be learned, so that training soon overfits. */
function noise(rows: number): Matrix {
  const random = createRandom(9);
  const data = Float32Array.from({ length: rows * 4 }, () => random.normal());
  return { data, rows, cols: 4, names: ["a", "b", "c", "d"] };
}

const params = {
  epochs: 200,
  batchSize: 4,
  learningRate: 0.05,
  patience: 3,
  validationSplit: 0.5,
};

Deno.test("train() ends after `patience` epochs without improvement", async () => {
  const losses: number[] = [];
  const seen: FitProgress[] = [];
  const onProgress = (progress: FitProgress) => {
    if (!progress.epoch) return;
    seen.push(progress);
    losses.push(progress.validationLoss!);
  };
  await train(tf, shapes, noise(40), params, { seed: 1, onProgress });
  assert.ok(losses.length < 200);
  assert.equal(losses.indexOf(Math.min(...losses)), losses.length - 1 - 3);
  assert.equal(seen.at(-1)!.fraction, 1);
});

Deno.test("train() returns the weights of the best epoch, not of the last", async () => {
  const x = noise(40);
  let epochs = 0;
  let bestEpoch = 0;
  let bestLoss = Infinity;
  const best = await train(tf, shapes, x, params, {
    seed: 1,
    onProgress({ epoch, validationLoss }) {
      if (!epoch) return;
      epochs = epoch;
      if (validationLoss! >= bestLoss) return;
      bestLoss = validationLoss!;
      bestEpoch = epoch;
    },
  });
  const until = (epochs: number) =>
    train(tf, shapes, x, { ...params, epochs, patience: 1000 }, { seed: 1 });
  assert.ok(bestEpoch < epochs);
  assert.deepEqual(best, await until(bestEpoch));
});

Deno.test("train() does not learn from validation rows", async () => {
  let last: FitProgress | undefined;
  await train(tf, shapes, noise(2), { ...params, epochs: 300, patience: 300 }, {
    seed: 1,
    onProgress(progress) {
      if (progress.epoch) last = progress;
    },
  });
  assert.ok(last!.loss! < 1e-3, `${last!.loss}`);
  assert.ok(last!.validationLoss! > 0.1, `${last!.validationLoss}`);
});

Deno.test("train() leaves no tensors behind", async () => {
  const tensors = tf.memory().numTensors;
  await train(tf, shapes, noise(40), { ...params, epochs: 2 }, { seed: 1 });
  assert.equal(tf.memory().numTensors, tensors);
});
