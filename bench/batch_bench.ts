/**
 * Scores 2,984,154 KDD'99 records with an autoencoder, with K-Means and with both at once, over HTTP
 * (`--quick`: a twentieth of them). Prints the records, those that each and both flag, the time and
 * the peak memory of all processes of the server.
 *
 * @module
 */
import type { Batch, BatchResult } from "../lib/resources/batch.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { uploadKdd99Rows } from "./kdd99_rows.ts";
import { watchMemory } from "./memory.ts";
import { requireRealData } from "./real_data.ts";
import { report } from "./report.ts";

const ROWS = 2_984_154;
const LIMIT_MB = 2048;
const quick = Deno.args.includes("--quick");
const rows = quick ? Math.ceil(ROWS / 20) : ROWS;

/** Rows of the file that the models are trained on. */
const TRAINED = quick ? 50_000 : 494_021;

const FEATURES = [
  "duration",
  "protocol_type",
  "service",
  "flag",
  "src_bytes",
  "dst_bytes",
  "logged_in",
  "count",
  "srv_count",
  "serror_rate",
];

const data = await requireRealData();
await using server = await startServer();
const client = new Client(server.url);
const run = await client.run({
  train: await uploadKdd99Rows(client, data, "training", TRAINED),
  split: { test: 0.1 },
  features: FEATURES,
  seed: 1,
  detectors: [{ kind: "autoencoder" }, { kind: "kmeans" }],
});
if (run.status !== "done") throw new Error(`The training failed: ${run.error}`);
const [autoencoder, kmeans] = run.results.map(({ model }) => model);
console.error("autoencoder and K-Means are trained");
const scored = await uploadKdd99Rows(client, data, "scored", rows);
const ofAutoencoder = await measure("autoencoder", [autoencoder]);
const ofKMeans = await measure("kmeans", [kmeans]);
const { counts, models } = await measure("both", [autoencoder, kmeans]);
for (const [alone, together] of [[ofAutoencoder, models[0]], [ofKMeans, models[1]]] as const) {
  if (alone.models[0].flagged !== together.flagged) {
    throw new Error(`${together.name} flags other rows alone than beside the other.`);
  }
}
console.log(JSON.stringify({
  bench: "batch",
  case: "counts",
  total: counts.total,
  autoencoder: models[0].flagged,
  kmeans: models[1].flagged,
  both: counts.all,
  either: counts.any,
  exactlyOne: counts.exactlyOne,
}));

async function measure(name: string, models: string[]): Promise<BatchResult> {
  await using memory = watchMemory(server.pid);
  const start = performance.now();
  const { id } = await client.post<{ id: string }>("/batches", { dataset: scored, models });
  let batch: Batch;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    batch = await client.get<Batch>(`/batches/${id}`);
  } while (batch.status === "queued" || batch.status === "running");
  const seconds = (performance.now() - start) / 1000;
  if (batch.status !== "done") throw new Error(`${name}: ${batch.error ?? batch.status}`);
  if (batch.result!.counts.total !== rows) throw new Error(`${name} scored other rows.`);
  report({ bench: "batch", case: name, unit: "s", ours: seconds, peers: {}, ratios: {} });
  const peak = Math.round(memory.peakBytes / 2 ** 20);
  report({
    bench: "batch",
    case: `${name} peak memory`,
    unit: "MB",
    ours: peak,
    peers: { limit: LIMIT_MB },
    ratios: { limit: LIMIT_MB / peak },
  });
  return batch.result!;
}
