/**
 * The peer `tfjs`: trains and scores with TensorFlow.js on its WebAssembly backend as published,
 * without the kernels and threads that Netsift adds. Reads commands as `peer.ts` writes them.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { TextLineStream } from "../../lib/base/text_line_stream.ts";
import type { Layer, Network } from "../../lib/compute/network.ts";
import { gatherWindows } from "../../lib/compute/windows.ts";

interface StartCommand {
  action: "start";
  network: Network;
  rows: number;
  batchSize: number;
  data: string;
  weights: string;
}

type Command =
  | StartCommand
  | { action: "train"; samples: number }
  | { action: "score"; samples: number; batchSize: number }
  | { action: "loss"; rows: number };

class Task {
  readonly #model: tf.Sequential;
  readonly #optimizer = tf.train.adam(1e-3);
  readonly #samples: tf.Tensor;
  readonly #batchSize: number;
  /** The first samples, as many as were last asked for. */
  #first: tf.Tensor;

  constructor({ network, rows, batchSize, data, weights }: StartCommand) {
    this.#batchSize = batchSize;
    this.#model = build(network);
    const values = floats(weights);
    let at = 0;
    this.#model.setWeights(
      this.#model.getWeights().map(({ shape, size }) => {
        const part = values.subarray(at, at += size);
        return tf.tensor(part, shape);
      }),
    );
    if (at !== values.length) throw new Error("The weights do not fit the network.");
    this.#model.compile({ optimizer: this.#optimizer, loss: "meanSquaredError" });
    this.#samples = samples(floats(data), rows, network);
    this.#first = this.#samples.clone();
  }

  #take(count: number): tf.Tensor {
    if (this.#first.shape[0] !== count) {
      this.#first.dispose();
      const { shape } = this.#samples;
      this.#first = this.#samples.slice(shape.map(() => 0), [count, ...shape.slice(1)]);
    }
    return this.#first;
  }

  async train(count: number) {
    return await this.#passes(count, async (rows) => {
      const options = { batchSize: this.#batchSize, epochs: 1, verbose: 0 as const };
      const { history } = await this.#model.fit(rows, rows, options);
      return history.loss[0] as number;
    });
  }

  async score(count: number, batchSize: number) {
    return await this.#passes(count, async (rows) => {
      const errors = tf.tidy(() => {
        const outputs = this.#model.predict(rows, { batchSize }) as tf.Tensor;
        return tf.squaredDifference(rows, outputs).mean(1);
      });
      const values = await errors.data<"float32">();
      errors.dispose();
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
  }

  async #passes(count: number, pass: (rows: tf.Tensor) => Promise<number>) {
    const all = this.#samples.shape[0];
    let seconds = 0;
    let loss = NaN;
    for (let left = count; left > 0; left -= all) {
      const rows = this.#take(Math.min(left, all));
      const start = performance.now();
      loss = await pass(rows);
      seconds += (performance.now() - start) / 1000;
    }
    return { seconds, loss };
  }

  loss(count: number) {
    const rows = this.#take(count);
    const loss = this.#model.evaluate(rows, rows, { batchSize: this.#batchSize }) as tf.Scalar;
    const [value] = loss.dataSync();
    loss.dispose();
    return { loss: value };
  }

  dispose(): void {
    tf.dispose([this.#samples, this.#first]);
    this.#model.dispose();
    this.#optimizer.dispose();
  }
}

function build({ columns, steps, layers }: Network): tf.Sequential {
  const recurrent = layers[0].type === "lstm";
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    const inputShape = i === 0 ? (recurrent ? [steps, columns] : [columns]) : undefined;
    model.add(toLayer(layer, steps, inputShape));
  });
  return model;
}

function toLayer(layer: Layer, steps: number, inputShape?: number[]) {
  switch (layer.type) {
    case "dense":
      return tf.layers.dense({ units: layer.units, activation: layer.activation, inputShape });
    case "lstm":
      return tf.layers.lstm({
        units: layer.units,
        returnSequences: layer.sequences,
        recurrentActivation: "sigmoid",
        // The weights are set afterwards; the default is slow and warns of it.
        recurrentInitializer: "zeros",
        inputShape,
      });
    case "repeat":
      return tf.layers.repeatVector({ n: steps });
    default:
      throw new Error(`No case has a layer of type ${layer.type}.`);
  }
}

function samples(data: Float32Array, rows: number, { columns, steps, layers }: Network) {
  if (layers[0].type !== "lstm") return tf.tensor2d(data, [rows, columns]);
  const windows = new Float32Array(rows * steps * columns);
  gatherWindows(
    { data, rows, columns },
    steps,
    Uint32Array.from({ length: rows }, (_, i) => i),
    windows,
  );
  return tf.tensor3d(windows, [rows, steps, columns]);
}

function floats(path: string): Float32Array {
  return new Float32Array(Deno.readFileSync(path).buffer);
}

/** As published, the gradient of Unpack fails where there is one step only. */
function mendUnpack(): void {
  const published = tf.getGradient("Unpack");
  tf.registerGradient({
    ...published,
    gradFunc: (dy, ...rest) => published.gradFunc(Array.isArray(dy) ? dy : [dy], ...rest),
  });
}

mendUnpack();
// Without it the backend prints an advertisement.
tf.enableProdMode();
await tf.setBackend("wasm");
console.log(JSON.stringify({ version: tf.version.tfjs }));
let task: Task | undefined;
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
  .pipeThrough(new TextLineStream());
for await (const line of lines) {
  console.log(JSON.stringify(await run(JSON.parse(line))));
}

async function run(command: Command) {
  if (command.action === "start") {
    task?.dispose();
    task = new Task(command);
    return {};
  }
  if (!task) throw new Error("There is no task.");
  if (command.action === "train") return await task.train(command.samples);
  if (command.action === "score") return await task.score(command.samples, command.batchSize);
  return task.loss(command.rows);
}
