import assert from "node:assert/strict";
import { createEvaluator } from "./engine.ts";
import { engineReport, makeReport } from "./engine_report.ts";

Deno.test("engineReport() says what networks are really computed with", async () => {
  const report = engineReport();
  const network = {
    columns: 1,
    steps: 1,
    layers: [{ type: "dense", units: 1, activation: "linear" }],
  } as const;
  const weights = [Float32Array.of(1), Float32Array.of(0)];
  using evaluator = await createEvaluator({ ...network, layers: [...network.layers] }, weights);
  assert.equal(report.fastKernels, evaluator.facts.engine === "kernels");
  assert.equal(report.fusedMultiplyAdd, evaluator.facts.fusedMultiplyAdd);
  assert.deepEqual([report.backend, report.simd], ["wasm", true]);
  assert.equal(report.threads, navigator.hardwareConcurrency);
  assert.equal(engineReport(), report);
});

Deno.test("makeReport() says why the kernels cannot run", () => {
  const { fastKernels, fusedMultiplyAdd, remark } = makeReport(null);
  assert.deepEqual([fastKernels, fusedMultiplyAdd], [false, false]);
  assert.match(
    remark!,
    /^The fast kernels cannot run: WebAssembly has no SIMD or no threads here\.$/,
  );
});
