import assert from "node:assert/strict";
import { factsWords, reportWords } from "./describe_engine.ts";

Deno.test("reportWords() names what is in use and what is missing", () => {
  const fast = {
    backend: "wasm",
    simd: true,
    threads: 2,
    fastKernels: true,
    fusedMultiplyAdd: true,
    remark: null,
  };
  assert.equal(
    reportWords(fast),
    "TensorFlow.js wasm, SIMD, 2 threads, fast kernels, fused multiply-add.",
  );
  assert.equal(
    reportWords({ ...fast, fusedMultiplyAdd: false, threads: 1, remark: "One core only" }),
    "TensorFlow.js wasm, SIMD, 1 thread, fast kernels, no fused multiply-add. One core only.",
  );
  assert.equal(
    reportWords({ ...fast, simd: false, fastKernels: false, remark: "No threads: no workers." }),
    "TensorFlow.js wasm, no SIMD, 2 threads, no fast kernels. No threads: no workers.",
  );
});

Deno.test("factsWords() names the engine of a model and why it is no faster one", () => {
  assert.equal(
    factsWords({ engine: "kernels", threads: 2, fusedMultiplyAdd: true }),
    "Fast kernels with fused multiply-add, 2 threads.",
  );
  assert.equal(
    factsWords({ engine: "tfjs", threads: 1, fusedMultiplyAdd: false, remark: "No SIMD" }),
    "TensorFlow.js, 1 thread. No SIMD.",
  );
});
