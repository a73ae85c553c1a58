import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { saveLayersModel } from "./layers_model.ts";
import { type ModelFiles, readLayersModel } from "./layers_model_files.ts";
import { initialWeights, type Network } from "../network.ts";
import { startTensorFlow } from "./start.ts";

const { tf } = await startTensorFlow();

const network: Network = {
  columns: 3,
  steps: 2,
  layers: [
    { type: "lstm", units: 2, sequences: false },
    { type: "repeat" },
    { type: "dense", units: 3, activation: "linear" },
  ],
};
const files = await saveLayersModel(tf, network, initialWeights(network, createRandom(1)));
const json = new TextDecoder().decode(files["model.json"]);

/** The saved model with another topology, or other weights. */
function changed(replacements: Record<string, string>): ModelFiles {
  let text = json;
  for (const [from, to] of Object.entries(replacements)) {
    assert.ok(text.includes(from), from);
    text = text.replaceAll(from, to);
  }
  return { ...files, "model.json": new TextEncoder().encode(text) };
}

Deno.test("readLayersModel() opens what Netsift 0.1 saved", async () => {
  const folder = new URL("testdata/dense_stack/", import.meta.url);
  const names = ["model.json", "weights.bin"];
  const old = await Promise.all(names.map((name) => Deno.readFile(new URL(name, folder))));
  const { network, weights } = readLayersModel({ "model.json": old[0], "weights.bin": old[1] });
  assert.deepEqual(network, {
    columns: 3,
    steps: 1,
    layers: [
      { type: "dense", units: 2, activation: "relu" },
      { type: "dense", units: 3, activation: "linear" },
    ],
  });
  const expected = [6, 2, 6, 3].map((length, array) =>
    Float32Array.from({ length }, (_, i) => array + i / 8)
  );
  assert.deepEqual(weights, expected);
});

Deno.test("readLayersModel() refuses files that are missing or damaged", () => {
  const notFinite = files["weights.bin"].slice();
  new Float32Array(notFinite.buffer)[4] = NaN;
  const damaged: ModelFiles[] = [
    {},
    { "model.json": files["model.json"] },
    { ...files, "weights.bin": files["weights.bin"].slice(0, 40) },
    { ...files, "weights.bin": new Uint8Array(files["weights.bin"].length + 4) },
    { ...files, "weights.bin": notFinite },
    { ...files, "model.json": files["model.json"].slice(0, 40) },
    { ...files, "model.json": new TextEncoder().encode("{}") },
    { ...files, "model.json": new TextEncoder().encode("null") },
  ];
  for (const broken of damaged) assert.throws(() => readLayersModel(broken), TypeError);
});

Deno.test("readLayersModel() refuses networks that it would compute differently", () => {
  assert.deepEqual(readLayersModel(changed({})).network, network);
  const others: Record<string, string>[] = [
    { '"class_name":"Sequential"': '"class_name":"Functional"' },
    { '"class_name":"Dense"': '"class_name":"Lambda"' },
    { '"recurrent_activation":"sigmoid"': '"recurrent_activation":"hard_sigmoid"' },
    { '"activation":"linear"': '"activation":"softmax"' },
    { '"use_bias":true': '"use_bias":false' },
    { '"go_backwards":false': '"go_backwards":true' },
    { '"stateful":false': '"stateful":true' },
    { '"return_sequences":false': '"return_sequences":true' },
    { '"n":2': '"n":3' },
    { '"batch_input_shape":[null,2,3]': '"batch_input_shape":[null,3]' },
    { '"batch_input_shape":[null,2,3]': '"batch_input_shape":[null,2,4]' },
    { '"batch_input_shape":[null,2,3]': '"batch_input_shape":[null,1e9,3]' },
    { '"units":3': '"units":4' },
    { '"units":3': '"units":1e300' },
    { '"units":3': '"units":"3"' },
    { '"dtype":"float32"}': '"dtype":"float32","quantization":{"dtype":"uint8"}}' },
    { "weights.bin": "../weights.bin" },
  ];
  for (const replacements of others) {
    assert.throws(() => readLayersModel(changed(replacements)), TypeError);
  }
});
