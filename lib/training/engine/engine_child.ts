/**
 * The process that finds out what neural detectors compute with.
 *
 * @module
 */
import { runChild } from "../../jobs/child_main.ts";
import { engineFacts } from "../../compute/engine.ts";
import { startTensorFlow } from "../../compute/tfjs/start.ts";
import type { EngineReport } from "./engine_report.ts";

/** Threads that TensorFlow.js takes at most. */
const MAX_THREADS = 8;

if (import.meta.main) {
  await runChild<null, never, EngineReport>(async () => {
    const training = await engineFacts(); // first: where it is TensorFlow.js, it chooses the threads
    const threads = Math.min(navigator.hardwareConcurrency, MAX_THREADS);
    const { facts } = await startTensorFlow({ threads });
    const remarks = [training.remark, facts.remark].filter((remark) => remark !== undefined);
    return {
      backend: facts.backend,
      simd: facts.simd,
      threads: training.threads,
      fastKernels: training.engine === "kernels",
      fusedMultiplyAdd: training.fusedMultiplyAdd,
      remark: remarks.length > 0 ? [...new Set(remarks)].join(" ") : null,
    };
  });
}
