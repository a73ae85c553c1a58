/**
 * How fast networks train and score against PyTorch and stock TensorFlow.js on the same processors.
 * All sides start from the same weights, get the same rows and take turns; each figure is the median
 * of seven turns of about 1.5 seconds (`--quick`: five of 0.3). PyTorch counts with its best setting
 * of threads. Names of cases after the benchmark's run only these.
 *
 * @module
 */
import { createRandom } from "../lib/base/random.ts";
import { initialWeights } from "../lib/compute/network.ts";
import { report } from "./report.ts";
import { TENSOR_CASES, type TensorCase } from "./tensor/cases.ts";
import { contest, type Pace } from "./tensor/contest.ts";
import { OwnSide } from "./tensor/own_side.ts";
import { startTensorFlowJs, startTorch } from "./tensor/peer_side.ts";
import type { Side, Task } from "./tensor/side.ts";
import { syntheticTraffic } from "./tensor/traffic.ts";

const SEED = 1;
const pace: Pace = Deno.args.includes("--quick")
  ? { seconds: 0.3, rounds: 5 }
  : { seconds: 1.5, rounds: 7 };
const cases = TENSOR_CASES.filter(({ name }) => Deno.args.includes(name));

const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
try {
  await using stack = new AsyncDisposableStack();
  const sides: Side[] = [new OwnSide(), ...await startTorch(), await startTensorFlowJs()];
  for (const side of sides) stack.use(side);
  for (const each of cases.length > 0 ? cases : TENSOR_CASES) await measure(each, sides);
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function measure(tensorCase: TensorCase, sides: Side[]): Promise<void> {
  const { name, unit } = tensorCase;
  const results = await contest(sides, await prepare(tensorCase), pace);
  const best: Record<string, number> = {};
  for (const { side, rate } of results) {
    console.error(`${name}, ${side.name}: ${Math.round(rate)} ${unit}`);
    best[side.peer] = Math.max(best[side.peer] ?? 0, rate);
  }
  const { ours, ...peers } = best;
  const ratios = Object.fromEntries(
    Object.entries(peers).map(([peer, rate]) => [peer, ours / rate]),
  );
  report({ bench: "tensor", case: name, unit, ours, peers, ratios });
}

async function prepare(tensorCase: TensorCase): Promise<Task> {
  const { network, rows } = tensorCase;
  const data = syntheticTraffic(rows, network.columns, createRandom(SEED));
  const weights = initialWeights(network, createRandom(SEED));
  const files = { data: `${folder}/data`, weights: `${folder}/weights` };
  await Deno.writeFile(files.data, bytes([data]));
  await Deno.writeFile(files.weights, bytes(weights));
  return { case: tensorCase, data, weights, files };
}

function bytes(arrays: readonly Float32Array[]): Uint8Array {
  const all = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    all.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return all;
}
