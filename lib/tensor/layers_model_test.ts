import assert from "node:assert/strict";
import type { io, Tensor2D } from "@tensorflow/tfjs";
import { createRandom } from "../random.ts";
import { denseShapes, DenseStack, initialWeights } from "./dense_stack.ts";
import { loadLayersModel, type ModelFiles, saveLayersModel } from "./layers_model.ts";
import { startTensorFlow } from "./start.ts";
import { assertClose } from "./testing.ts";

const { tf } = await startTensorFlow();
const shapes = denseShapes([6, 4, 2, 4, 6]);
const weights = initialWeights(shapes, createRandom(1));

Deno.test("saveLayersModel() writes what tf.loadLayersModel() opens from files", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, bytes] of Object.entries(await saveLayersModel(tf, shapes, weights))) {
      await Deno.writeFile(`${folder}/${name}`, bytes);
    }
    const handler: io.IOHandler = {
      async load() {
        const { modelTopology, weightsManifest } = JSON.parse(
          await Deno.readTextFile(`${folder}/model.json`),
        ) as io.ModelJSON;
        const [{ paths, weights }] = weightsManifest;
        const { buffer } = await Deno.readFile(`${folder}/${paths[0]}`);
        return { modelTopology, weightSpecs: weights, weightData: buffer };
      },
    };
    const model = await tf.loadLayersModel(handler);
    const random = createRandom(2);
    const rows = Float32Array.from({ length: 60 }, () => random.normal());
    const stack = new DenseStack(tf, shapes, weights);
    const input = tf.tensor2d(rows, [10, 6]);
    const output = model.predict(input) as Tensor2D;
    assertClose(stack.reconstruct(rows, 10), output.dataSync());
    stack.dispose();
    tf.dispose([input, output]);
    model.dispose();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("loadLayersModel() restores what was saved, bit for bit, without leaks", async () => {
  const tensors = tf.memory().numTensors;
  const files = await saveLayersModel(tf, shapes, weights);
  assert.deepEqual(await loadLayersModel(tf, files), { shapes, weights });
  assert.deepEqual(await saveLayersModel(tf, shapes, weights), files);
  assert.equal(tf.memory().numTensors, tensors);
});

Deno.test("loadLayersModel() refuses damaged files", async () => {
  const files = await saveLayersModel(tf, shapes, weights);
  const damaged: ModelFiles[] = [
    {},
    { "model.json": files["model.json"] },
    { ...files, "weights.bin": files["weights.bin"].slice(0, 40) },
    { ...files, "model.json": files["model.json"].slice(0, 40) },
    { ...files, "model.json": new TextEncoder().encode("{}") },
  ];
  for (const broken of damaged) {
    await assert.rejects(loadLayersModel(tf, broken), TypeError);
  }
});
