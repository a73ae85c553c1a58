import type { KernelConfig, Tensor, Tensor3D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../tensorflow.ts";

/** What the backend's own kernel fuses with the product. */
interface FusedAttributes {
  transposeA: boolean;
  transposeB: boolean;
  activation: string;
  leakyreluAlpha: number;
}

/**
 * Matrix product with bias and activation.
 *
 * The backend's own kernel gives wrong numbers for stacks of several matrices with a bias, and is
 * slow where operands are to be transposed: there, product, bias and activation are computed one
 * after the other.
 */
export function fusedMatMul(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("_FusedMatMul", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { a, b, bias, preluActivationWeights } = parameters.inputs as unknown as {
        a: Tensor3D;
        b: Tensor3D;
        bias?: Tensor;
        preluActivationWeights?: Tensor;
      };
      const attributes = parameters.attrs as unknown as FusedAttributes;
      const { transposeA, transposeB, activation, leakyreluAlpha } = attributes;
      const single = a.shape[0] === 1 && b.shape[0] === 1;
      if (single && !transposeA && !transposeB) return original.kernelFunc(parameters);

      function activate(sums: Tensor): Tensor {
        switch (activation) {
          case "linear":
            return sums;
          case "relu":
            return tf.relu(sums);
          case "relu6":
            return tf.relu6(sums);
          case "elu":
            return tf.elu(sums);
          case "sigmoid":
            return tf.sigmoid(sums);
          case "prelu":
            return tf.prelu(sums, preluActivationWeights!);
          case "leakyrelu":
            return tf.leakyRelu(sums, leakyreluAlpha);
          default:
            throw new TypeError(`The activation ${activation} cannot be fused.`);
        }
      }
      return tf.tidy(() => {
        const product = tf.matMul(a, b, transposeA, transposeB);
        return activate(bias ? tf.add(product, bias) : product);
      });
    },
  };
}
