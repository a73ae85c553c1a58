import assert from "node:assert/strict";
import type { Netsift } from "../netsift.ts";
import { prometheusText } from "./prometheus.ts";

const netsift = {
  datasets: { list: () => ["ready", "ready", "failed"].map((status) => ({ status })) },
  runs: { list: () => [{ status: "done" }] },
  models: { list: () => [{}, {}, {}] },
  engine: () => ({
    backend: "wasm",
    simd: true,
    threads: 2,
    fastKernels: true,
    fusedMultiplyAdd: false,
    remark: null,
  }),
} as unknown as Netsift;

Deno.test("prometheusText() counts datasets and runs by status, none left out", () => {
  const lines = prometheusText(netsift).split("\n");
  for (
    const line of [
      'netsift_datasets{status="ingesting"} 0',
      'netsift_datasets{status="ready"} 2',
      'netsift_datasets{status="failed"} 1',
      'netsift_runs{status="done"} 1',
      'netsift_runs{status="interrupted"} 0',
      "netsift_models 3",
      'netsift_engine_info{backend="wasm",simd="true",threads="2",fast_kernels="true",' +
      'fused_multiply_add="false"} 1',
    ]
  ) assert.ok(lines.includes(line), line);
});

Deno.test("prometheusText() describes each metric before its samples, and ends with a line break", () => {
  const text = prometheusText(netsift);
  assert.ok(text.endsWith("\n"));
  const described = new Set<string>();
  for (const line of text.trimEnd().split("\n")) {
    const [, kind, name] = /^# (HELP|TYPE) (\w+) \S/.exec(line) ?? [];
    if (kind === "TYPE") described.add(name);
    if (kind) continue;
    const [, sampled] = /^(\w+)(?:\{[^}]*\})? [\d.e+]+$/.exec(line) ?? [];
    assert.ok(described.has(sampled), line);
  }
});
