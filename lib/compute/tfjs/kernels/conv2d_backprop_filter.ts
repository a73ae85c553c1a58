import type { KernelConfig, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../tensorflow.ts";

/** How the convolution was made whose filter is to be learned. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number;
  dataFormat: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
  filterShape: [number, number, number, number];
}

/**
 * The gradient of a two-dimensional convolution by its filter, which the backend lacks: for each
 * place of the filter one matrix product of the numbers beneath it and the gradient of the output.
 * Channels come last, as in the backend's convolution itself.
 */
export function conv2dBackpropFilter(tf: TensorFlow): KernelConfig {
  return {
    kernelName: "Conv2DBackpropFilter",
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x, dy } = inputs as unknown as { x: Tensor4D; dy: Tensor4D };
      const attributes = attrs as unknown as ConvolutionAttributes;
      const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attributes;
      if (dataFormat !== "NHWC") throw new TypeError("The wasm backend wants channels last.");
      const { batchSize, padInfo, strideHeight, strideWidth, outHeight, outWidth } = tf.backend_util
        .computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
      const [filterHeight, filterWidth, inChannels, outChannels] = filterShape;
      return tf.tidy(() => {
        const padded = tf.pad4d(x, [
          [0, 0],
          [padInfo.top, padInfo.bottom],
          [padInfo.left, padInfo.right],
          [0, 0],
        ]);
        const gradients = tf.reshape(dy, [-1, outChannels]);
        const products = [];
        for (let row = 0; row < filterHeight; row++) {
          for (let col = 0; col < filterWidth; col++) {
            const end = [
              batchSize,
              row + (outHeight - 1) * strideHeight + 1,
              col + (outWidth - 1) * strideWidth + 1,
              inChannels,
            ];
            const step = [1, strideHeight, strideWidth, 1];
            const beneath = tf.stridedSlice(padded, [0, row, col, 0], end, step);
            products.push(tf.matMul(tf.reshape(beneath, [-1, inChannels]), gradients, true));
          }
        }
        return tf.reshape(tf.stack(products), filterShape);
      });
    },
  };
}
