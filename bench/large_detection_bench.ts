/**
 * A detection over 4,898,431 connections of 8,000 hosts, as many as the whole of KDD'99 has (`--quick`:
 * a tenth of them), with the two models that are chosen by default and all behaviour checks: the time
 * from the request to the answer, the peak memory of all processes of the server, and how long its page
 * takes to come.
 *
 * @module
 */
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import type { Detection } from "../lib/resources/detection.ts";
import { ALL_KDD99, uploadConnections } from "./connections_file.ts";
import { watchMemory } from "./memory.ts";
import { report } from "./report.ts";

const LIMITS = { seconds: 90, megabytes: 1500, page: 1500 };
const rows = Deno.args.includes("--quick") ? ALL_KDD99 / 10 : ALL_KDD99;

await using server = await startServer();
const client = new Client(server.url);
const id = await uploadConnections(client, rows);
await using memory = watchMemory(server.pid);
const start = performance.now();
const { id: detection } = await client.post<{ id: string }>("/detections", { dataset: id });
const done = await client.ended<Detection>(detection, "detections");
if (done.status !== "done") throw new Error(`The detection ended ${done.status}: ${done.error}`);
reportAgainst("detection", "s", (performance.now() - start) / 1000, LIMITS.seconds);
reportAgainst("peak memory", "MB", memory.peakBytes / 1e6, LIMITS.megabytes);
const asked = performance.now();
await (await fetch(`${server.url}/detections/${detection}`)).text();
reportAgainst("page", "ms", performance.now() - asked, LIMITS.page);

function reportAgainst(name: string, unit: string, ours: number, limit: number): void {
  const ratios = { limit: limit / ours };
  report({ bench: "large_detection", case: name, unit, ours, peers: { limit }, ratios });
}
