import assert from "node:assert/strict";
import type { io, LayersModel, Tensor } from "@tensorflow/tfjs";
import { createRandom } from "../../base/random.ts";
import { buildLayersModel, saveLayersModel, weightTensors } from "./layers_model.ts";
import { readLayersModel } from "./layers_model_files.ts";
import { initialWeights, type Network, readsSequences } from "../network.ts";
import { startTensorFlow } from "./start.ts";
import { assertClose } from "../testing.ts";

const { tf } = await startTensorFlow();

const dense: Network = {
  columns: 6,
  steps: 1,
  layers: [
    { type: "noise", deviation: 0.1 },
    { type: "dense", units: 4, activation: "relu" },
    { type: "dropout", rate: 0.25 },
    { type: "dense", units: 2, activation: "elu" },
    { type: "dense", units: 4, activation: "tanh" },
    { type: "dense", units: 6, activation: "linear" },
  ],
};
const recurrent: Network = {
  columns: 5,
  steps: 3,
  layers: [
    { type: "lstm", units: 4, sequences: true },
    { type: "lstm", units: 2, sequences: false },
    { type: "repeat" },
    { type: "lstm", units: 4, sequences: true },
    { type: "dropout", rate: 0.5 },
    { type: "dense", units: 5, activation: "sigmoid" },
  ],
};
const networks = { dense, recurrent, singleSteps: { ...recurrent, steps: 1 } };

/** What a model gives for some rows, inference only. */
function predict(model: LayersModel, network: Network) {
  const { steps, columns } = network;
  const random = createRandom(2);
  const rows = Float32Array.from({ length: 7 * steps * columns }, () => random.normal());
  const input = tf.tensor(rows, readsSequences(network) ? [7, steps, columns] : [7, columns]);
  const output = model.predict(input) as Tensor;
  const values = output.dataSync();
  tf.dispose([input, output]);
  return values;
}

Deno.test("buildLayersModel() computes the textbook formula of an LSTM layer", () => {
  const network: Network = {
    columns: 1,
    steps: 2,
    layers: [{ type: "lstm", units: 1, sequences: true }],
  };
  const [[input, forget, cell, output], recurrent, bias] = [
    [0.5, -0.4, 0.9, 0.3],
    [0.2, 0.7, -0.6, 0.1],
    [0.05, 1, -0.2, 0.4],
  ];
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  let [c, h] = [0, 0];
  const expected = [1.5, -0.8].map((x) => {
    const [i, f, g, o] = [input, forget, cell, output].map((weight, gate) =>
      weight * x + recurrent[gate] * h + bias[gate]
    );
    c = sigmoid(f) * c + sigmoid(i) * Math.tanh(g);
    return h = sigmoid(o) * Math.tanh(c);
  });

  const model = buildLayersModel(tf, network);
  const weights = [[input, forget, cell, output], recurrent, bias].map((a) => Float32Array.from(a));
  const tensors = weightTensors(tf, network, weights);
  model.setWeights(tensors);
  const x = tf.tensor3d([1.5, -0.8], [1, 2, 1]);
  const y = model.predict(x) as Tensor;
  assertClose(y.dataSync(), expected);
  tf.dispose([...tensors, x, y]);
  model.dispose();
});

for (const [name, network] of Object.entries(networks)) {
  const weights = initialWeights(network, createRandom(1));

  Deno.test(`saveLayersModel() writes what tf.loadLayersModel() opens from files: ${name}`, async () => {
    const files = await saveLayersModel(tf, network, weights);
    const handler: io.IOHandler = {
      load() {
        const json = new TextDecoder().decode(files["model.json"]);
        const { modelTopology, weightsManifest } = JSON.parse(json) as io.ModelJSON;
        const [{ paths, weights }] = weightsManifest;
        const weightData = files[paths[0]].buffer;
        return Promise.resolve({ modelTopology, weightSpecs: weights, weightData });
      },
    };
    const opened = await tf.loadLayersModel(handler);
    const built = buildLayersModel(tf, network);
    const tensors = weightTensors(tf, network, weights);
    built.setWeights(tensors);
    assertClose(predict(opened, network), predict(built, network));
    opened.dispose();
    built.dispose();
    tf.dispose(tensors);
  });

  Deno.test(`readLayersModel() restores what was saved, bit for bit, without leaks: ${name}`, async () => {
    const tensors = tf.memory().numTensors;
    const files = await saveLayersModel(tf, network, weights);
    assert.deepEqual(readLayersModel(files), { network, weights });
    assert.deepEqual(await saveLayersModel(tf, network, weights), files);
    assert.equal(tf.memory().numTensors, tensors);
  });
}
