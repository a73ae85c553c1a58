/**
 * What neural detectors compute with on this machine, found out without starting anything.
 *
 * @module
 */
import { findKernels, NO_KERNELS } from "./engine/kernels.ts";

/** What neural detectors compute with on this machine. */
export interface EngineReport {
  /** The backend of TensorFlow.js, such as `wasm`. */
  backend: string;
  /** The backend computes four numbers at a time. */
  simd: boolean;
  /** Threads that training uses at most. */
  threads: number;
  /** Our own kernels train, not TensorFlow.js. */
  fastKernels: boolean;
  /** These kernels multiply and add in one instruction. */
  fusedMultiplyAdd: boolean;
  /** Why it is slower than it could be, or `null`. */
  remark: string | null;
}

/** A module with one SIMD instruction, as in Google's wasm-feature-detect. */
// deno-fmt-ignore
const SIMD_MODULE = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
);

let report: EngineReport | undefined;

/** Reads and validates the kernels at the first call; milliseconds, and none after it. */
export function engineReport(): EngineReport {
  return report ??= makeReport(findKernels());
}

/** The report where the kernels can run, or cannot. */
export function makeReport(kernels: { fusedMultiplyAdd: boolean } | null): EngineReport {
  return {
    backend: "wasm",
    simd: WebAssembly.validate(SIMD_MODULE),
    threads: navigator.hardwareConcurrency,
    fastKernels: kernels !== null,
    fusedMultiplyAdd: kernels?.fusedMultiplyAdd ?? false,
    remark: kernels ? null : `The fast kernels cannot run: ${NO_KERNELS}`,
  };
}
