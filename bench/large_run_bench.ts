/**
 * A run that tests a forest on 4,898,431 records of 41 features, as many as the whole of KDD'99 has
 * (`--quick`: a tenth of them), trained on the 10 % file: time, and the peak memory of all processes
 * of the server.
 *
 * @module
 */
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { uploadKdd99Rows } from "./kdd99_rows.ts";
import { watchMemory } from "./memory.ts";
import { requireRealData } from "./real_data.ts";
import { report } from "./report.ts";

const LIMIT_MB = 1500;
const rows = Deno.args.includes("--quick") ? 489_843 : 4_898_431;

const data = await requireRealData();
await using server = await startServer();
const client = new Client(server.url);
const train = await uploadKdd99Rows(client, data, "training", 494_021);
const test = await uploadKdd99Rows(client, data, "test", rows);
await using memory = watchMemory(server.pid);
const start = performance.now();
const run = await client.run({ train, test, detectors: [{ kind: "isolation-forest" }] });
const seconds = (performance.now() - start) / 1000;
if (run.status !== "done") throw new Error(`The run failed: ${run.error}`);
const [{ scoreMs }] = run.results;
const peak = memory.peakBytes / 1e6;
for (const [name, value] of [["run", seconds], ["scoring", scoreMs / 1000]] as const) {
  report({ bench: "large_run", case: name, unit: "s", ours: value, peers: {}, ratios: {} });
}
report({
  bench: "large_run",
  case: "peak memory",
  unit: "MB",
  ours: peak,
  peers: { limit: LIMIT_MB },
  ratios: { limit: LIMIT_MB / peak },
});
