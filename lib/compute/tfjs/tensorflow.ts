/** The TensorFlow.js module. */
export type TensorFlow = typeof import("@tensorflow/tfjs");
