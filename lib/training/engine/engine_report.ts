/** What neural detectors compute with on this machine. */
export interface EngineReport {
  /** The backend of TensorFlow.js, such as `wasm`. */
  backend: string;
  /** The backend computes four numbers at a time. */
  simd: boolean;
  /** Threads that training uses at most. */
  threads: number;
  /** Kernels of our own train, not TensorFlow.js. */
  fastKernels: boolean;
  /** These kernels multiply and add in one instruction. */
  fusedMultiplyAdd: boolean;
  /** Why it is slower than it could be, or `null`. */
  remark: string | null;
}
