import { concatenated } from "../../base/typed_arrays.ts";
import { type Layer, type Network, type Weights, weightShapes } from "../../compute/network.ts";

/**
 * Puts dense networks of one shape side by side into one network, whose output is the mean of theirs.
 * Layers are as many times as wide; between the networks their kernels are zero.
 *
 * @param network dense layers, the last of them linear, with dropout or noise or without
 * @param members the weights of each network
 */
export function mergeNetworks(
  network: Network,
  members: readonly Weights[],
): { network: Network; weights: Weights } {
  const count = members.length;
  const shapes = weightShapes(network);
  const last = shapes.length - 2;
  const weights = shapes.map((shape, i) => {
    const arrays = members.map((member) => member[i]);
    if (i % 2 === 1) return i > last ? mean(arrays) : concatenated(Float32Array, arrays);
    if (i === 0 && i === last) return mean(arrays);
    const [inputs, units] = shape;
    const rows = i === 0 ? inputs : count * inputs;
    const cols = i === last ? units : count * units;
    const kernel = new Float32Array(rows * cols);
    const factor = i === last ? 1 / count : 1;
    arrays.forEach((array, member) => {
      const top = i === 0 ? 0 : member * inputs;
      const left = i === last ? 0 : member * units;
      for (let row = 0; row < inputs; row++) {
        for (let col = 0; col < units; col++) {
          kernel[(top + row) * cols + left + col] = factor * array[row * units + col];
        }
      }
    });
    return kernel;
  });
  let dense = 0;
  const layers = network.layers.map((layer): Layer => {
    if (layer.type !== "dense") return layer;
    dense += 2;
    return dense > last ? layer : { ...layer, units: count * layer.units };
  });
  return { network: { ...network, layers }, weights };
}

function mean(arrays: readonly Float32Array[]): Float32Array {
  return arrays[0].map((_, i) => arrays.reduce((sum, array) => sum + array[i], 0) / arrays.length);
}
