import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { createEvaluator } from "../../compute/engine.ts";
import { initialWeights, type Layer, type Network, type Weights } from "../../compute/network.ts";
import { toSamples } from "./fit_network.ts";
import { mergeNetworks } from "./merge_networks.ts";
import { surface } from "./testing.ts";

const x = surface(50, 1);

function networkOf(...hidden: Layer[]): Network {
  const output: Layer = { type: "dense", units: x.cols, activation: "linear" };
  return { columns: x.cols, steps: 1, layers: [...hidden, output] };
}

async function outputsOf(network: Network, weights: Weights): Promise<Float32Array> {
  using evaluator = await createEvaluator(network, weights);
  return evaluator.outputs(toSamples(x), 0, x.rows);
}

const NETWORKS: [string, Network][] = [
  ["one layer", networkOf()],
  ["a bottleneck", networkOf({ type: "dense", units: 2, activation: "tanh" })],
  [
    "several layers with noise and dropout",
    networkOf(
      { type: "noise", deviation: 0.1 },
      { type: "dense", units: 5, activation: "relu" },
      { type: "dropout", rate: 0.2 },
      { type: "dense", units: 2, activation: "elu" },
      { type: "dense", units: 5, activation: "relu" },
    ),
  ],
];

for (const [name, network] of NETWORKS) {
  Deno.test(`mergeNetworks() gives one whose output is the mean of theirs: ${name}`, async () => {
    const random = createRandom(1);
    const members = [1, 2, 3].map(() => initialWeights(network, random));
    const merged = mergeNetworks(network, members);
    const outputs = await Promise.all(members.map((weights) => outputsOf(network, weights)));
    const actual = await outputsOf(merged.network, merged.weights);
    assert.equal(actual.length, outputs[0].length);
    actual.forEach((value, i) => {
      const mean = (outputs[0][i] + outputs[1][i] + outputs[2][i]) / 3;
      assert.ok(Math.abs(value - mean) < 1e-5, `${i}: ${value}, not ${mean}`);
    });
  });
}

Deno.test("mergeNetworks() leaves a single network as it is", () => {
  const [, network] = NETWORKS[1];
  const weights = initialWeights(network, createRandom(1));
  assert.deepEqual(mergeNetworks(network, [weights]), { network, weights });
});
