/**
 * What tests of neural detectors share.
 *
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import { createRandom } from "../../base/random.ts";
import { readsSequences } from "../../compute/network.ts";
import { readLayersModel } from "../../compute/tfjs/layers_model_files.ts";
import { startTensorFlow } from "../../compute/tfjs/start.ts";
import { gatherWindows } from "../../compute/windows.ts";
import type { DetectorState } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { toSamples } from "./fit_network.ts";

const COLS = 6;

/** Rows near a curved surface of two dimensions; `noise` takes them off it. */
export function surface(rows: number, seed: number, noise = 0.02): Matrix {
  const random = createRandom(seed);
  const data = new Float32Array(rows * COLS);
  for (let row = 0; row < rows; row++) {
    const [a, b] = [random.normal(), random.normal()];
    const values = [a, b, a + b, a - b, Math.max(a, b), Math.abs(a)];
    values.forEach((value, i) => data[row * COLS + i] = value + noise * random.normal());
  }
  return { data, rows, cols: COLS, names: Array.from({ length: COLS }, (_, i) => `c${i}`) };
}

/** One row of a matrix. */
export function rowOf({ data, cols }: Matrix, row: number): Float32Array {
  return data.slice(row * cols, (row + 1) * cols);
}

/** A matrix of some values that lie row after row. */
export function matrixOf(data: Float32Array, cols: number): Matrix {
  const names = Array.from({ length: cols }, (_, i) => `c${i}`);
  return { data, rows: data.length / cols, cols, names };
}

/** What `tf.loadLayersModel` makes of a saved detector, for each row of `x`, at its last step. */
export async function predictSaved({ files }: DetectorState, x: Matrix): Promise<Float32Array[]> {
  const { tf } = await startTensorFlow();
  const { network } = readLayersModel(files);
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
  const { steps, columns } = network;
  const rows = Uint32Array.from({ length: x.rows }, (_, row) => row);
  const windows = gatherWindows(
    toSamples(x),
    steps,
    rows,
    new Float32Array(x.rows * steps * columns),
  );
  const shape = readsSequences(network) ? [x.rows, steps, columns] : [x.rows, columns];
  const input = tf.tensor(windows, shape);
  const output = model.predict(input) as Tensor;
  const values = output.dataSync<"float32">();
  const outputs = output.shape.at(-1)!;
  const size = values.length / x.rows;
  tf.dispose([input, output]);
  model.dispose();
  return Array.from(rows, (row) => values.slice((row + 1) * size - outputs, (row + 1) * size));
}
