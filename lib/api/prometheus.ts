import type { Netsift } from "../netsift.ts";
import type { EngineReport } from "../compute/engine_report.ts";
import { NETSIFT_VERSION } from "../base/version.ts";

/**
 * What the server is doing, in Prometheus's text format 0.0.4.
 *
 * @param netsift whose state is told
 */
export function prometheusText(netsift: Netsift): string {
  return [
    ...gauge("netsift_info", "The version of Netsift.", [[`{version="${NETSIFT_VERSION}"}`, 1]]),
    ...gauge(
      "netsift_datasets",
      "Datasets by status.",
      byStatus(netsift.datasets.list(), ["ingesting", "ready", "failed"]),
    ),
    ...gauge(
      "netsift_runs",
      "Training runs by status.",
      byStatus(netsift.runs.list(), [
        "queued",
        "running",
        "done",
        "failed",
        "cancelled",
        "interrupted",
      ]),
    ),
    ...gauge("netsift_models", "Trained models.", [["", netsift.models.list().length]]),
    ...engineInfo(netsift.engine()),
    ...gauge("process_resident_memory_bytes", "Resident memory of the server in bytes.", [
      ["", Deno.memoryUsage().rss],
    ]),
    "",
  ].join("\n");
}

function engineInfo(engine: EngineReport): string[] {
  const labels = Object.entries({
    backend: engine.backend,
    simd: engine.simd,
    threads: engine.threads,
    fast_kernels: engine.fastKernels,
    fused_multiply_add: engine.fusedMultiplyAdd,
  }).map(([name, value]) => `${name}="${value}"`).join(",");
  return gauge("netsift_engine_info", "Compute engine of neural detectors.", [
    [`{${labels}}`, 1],
  ]);
}

type Sample = [labels: string, value: number];

function gauge(name: string, help: string, samples: Sample[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}

function byStatus(things: { status: string }[], all: string[]): Sample[] {
  return all.map((status) => [
    `{status="${status}"}`,
    things.filter((thing) => thing.status === status).length,
  ]);
}
