/**
 * Scoring by TensorFlow.js.
 *
 * @module
 */
import type { Network, Weights } from "../../network.ts";
import { reconstructionErrors } from "../../reconstruction_error.ts";
import { startTensorFlow } from "../start.ts";
import type { CallOptions, ErrorMeasure, Evaluator, Samples } from "../../trainer.ts";
import { gatherWindows } from "../../windows.ts";
import { inChunks } from "./chunks.ts";
import { engineFacts } from "./facts.ts";
import { TfjsNetwork } from "./tfjs_network.ts";

/** Rows of windows that are computed at once: enough to be fast, few enough for the cache. */
const CHUNK_ROWS = 4096;

/** An evaluator on TensorFlow.js's WebAssembly backend. */
export async function createTfjsEvaluator(network: Network, weights: Weights): Promise<Evaluator> {
  const { tf, facts } = await startTensorFlow();
  const model = new TfjsNetwork(tf, network, weights);
  const { steps, columns } = network;
  const chunk = Math.max(1, Math.floor(CHUNK_ROWS / steps));
  const buffer = new Float32Array(chunk * steps * columns);

  /** At most `chunk` rows. */
  function compute(samples: Samples, from: number, to: number): Float32Array {
    if (steps === 1) return model.predict(samples.data.subarray(from * columns, to * columns));
    const rows = Uint32Array.from({ length: to - from }, (_, i) => from + i);
    return model.predict(gatherWindows(samples, steps, rows, buffer));
  }

  function outputs(samples: Samples, from: number, to: number): Float32Array {
    const values = new Float32Array((to - from) * model.outputs);
    for (let start = from; start < to; start += chunk) {
      const end = Math.min(start + chunk, to);
      values.set(compute(samples, start, end), (start - from) * model.outputs);
    }
    return values;
  }

  async function errors(
    samples: Samples,
    measure: ErrorMeasure,
    options?: CallOptions,
  ): Promise<Float32Array> {
    if (model.outputs !== columns) throw new RangeError("The network does not reconstruct rows.");
    const scores = new Float32Array(samples.rows);
    await inChunks(samples.rows, chunk, options, (from, to) => {
      const rows = samples.data.subarray(from * columns, to * columns);
      const restored = compute(samples, from, to);
      scores.set(reconstructionErrors(rows, restored, columns, measure), from);
    });
    return scores;
  }

  async function probabilities(samples: Samples, options?: CallOptions): Promise<Float32Array> {
    if (model.outputs !== 1) throw new RangeError("The network has more than one output.");
    const scores = new Float32Array(samples.rows);
    await inChunks(samples.rows, chunk, options, (from, to) => {
      scores.set(compute(samples, from, to).map(finite), from);
    });
    return scores;
  }

  return {
    facts: engineFacts(facts),
    outputs,
    errors,
    probabilities,
    [Symbol.dispose]: () => model.dispose(),
  };
}

/** An overflow inside the network counts as sure. */
function finite(probability: number): number {
  return Number.isFinite(probability) ? probability : 1;
}
