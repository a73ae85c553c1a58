import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../tensorflow.ts";
import { sizeOf } from "./heap.ts";

/** A tensor whose dimensions have names. */
interface Named {
  tensor: Tensor;
  names: string[];
}

/**
 * Einstein summation of one or two tensors, which the backend lacks: as sums and one product of
 * stacks of matrices.
 */
export function einsum(tf: TensorFlow): KernelConfig {
  /** The dimensions in another order; those that are not named are summed over. */
  function arrange({ tensor, names }: Named, order: string[]): Tensor {
    const kept = names.filter((name) => order.includes(name));
    const summed = names.flatMap((name, axis) => order.includes(name) ? [] : [axis]);
    const sum = summed.length > 0 ? tf.sum(tensor, summed) : tensor;
    return tf.transpose(sum, order.map((name) => kept.indexOf(name)));
  }

  function multiply(a: Named, b: Named, result: string[]): Tensor {
    const lengths = new Map(
      [a, b].flatMap(({ tensor, names }) =>
        names.map((name, axis) => [name, tensor.shape[axis]] as const)
      ),
    );
    const shapeOf = (names: string[]) => names.map((name) => lengths.get(name)!);
    const shared = a.names.filter((name) => b.names.includes(name));
    const stacked = shared.filter((name) => result.includes(name));
    const contracted = shared.filter((name) => !result.includes(name));
    const rows = a.names.filter((name) => result.includes(name) && !shared.includes(name));
    const cols = b.names.filter((name) => result.includes(name) && !shared.includes(name));
    const matrices = (x: Named, ...groups: string[][]) =>
      tf.reshape(arrange(x, groups.flat()), groups.map((group) => sizeOf(shapeOf(group))));
    const product = tf.matMul(
      matrices(a, stacked, rows, contracted),
      matrices(b, stacked, contracted, cols),
    );
    const names = [...stacked, ...rows, ...cols];
    return arrange({ tensor: tf.reshape(product, shapeOf(names)), names }, result);
  }

  return {
    kernelName: "Einsum",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const tensors = Object.values(inputs) as Tensor[];
      const equation = (attrs?.equation as string).replaceAll(" ", "");
      const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
      tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors);
      const result = equation.split("->")[1].split("");
      const [a, b] = tensors.map((tensor, i): Named => ({
        tensor,
        names: idDims[i].map((dim) => allDims[dim]),
      }));
      return tf.tidy(() => b ? multiply(a, b, result) : tf.clone(arrange(a, result)));
    },
  };
}
