/**
 * How fast server pages answer while a run trains: median and 95th percentile of each page, in
 * milliseconds, against the same pages when nothing trains (the peer `idle`).
 *
 * @module
 */
import type { Run } from "../lib/resources/run.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { report } from "./report.ts";

const requests = Deno.args.includes("--quick") ? 30 : 200;
await using server = await startServer();
const client = new Client(server.url);
const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 20_000 });
await client.ingested(demo.train);
await client.ingested(demo.test);
const done = await client.run({ ...demo, detectors: [{ kind: "isolation-forest" }] });
const pages = [
  "/",
  "/datasets",
  `/datasets/${demo.train}`,
  "/train",
  "/runs",
  `/runs/${done.id}`,
  `/predict?model=${done.results[0].model}`,
];

const idle = await measure();
const { id } = await client.post<{ id: string }>("/runs", {
  ...demo,
  detectors: [{ kind: "autoencoder", params: { epochs: 1000, patience: 1000 } }],
});
while (!((await client.get<Run>(`/runs/${id}`)).progress?.epoch)) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const training = await measure();
const { status } = await client.get<Run>(`/runs/${id}`);
if (status !== "running") throw new Error(`The run did not outlast the measurement: ${status}.`);
await client.post(`/runs/${id}/cancel`, {}, 200);

for (const page of pages) {
  for (const [name, quantile] of [["p50", 0.5], ["p95", 0.95]] as const) {
    const ours = at(training.get(page)!, quantile);
    const peer = at(idle.get(page)!, quantile);
    report({
      bench: "pages",
      case: `${page.replace(/(ds|run|model)-\w+/, "$1")} ${name}`,
      unit: "ms",
      ours,
      peers: { idle: peer },
      ratios: { idle: peer / ours },
    });
  }
}

async function measure(): Promise<Map<string, number[]>> {
  const times = new Map(pages.map((page) => [page, [] as number[]]));
  for (let request = 0; request < requests; request++) {
    for (const page of pages) {
      const start = performance.now();
      const response = await fetch(server.url + page);
      await response.text();
      if (response.status !== 200) throw new Error(`${page} answered ${response.status}.`);
      times.get(page)!.push(performance.now() - start);
    }
  }
  return times;
}

function at(times: number[], quantile: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * quantile)];
}
