/**
 * Context features of 4,898,431 connections, as many as the whole of KDD'99 has (`--quick`: a tenth of
 * them): the time from the request to the derived dataset with its profile, and the peak memory of all
 * processes of the server.
 *
 * @module
 */
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { ALL_KDD99, uploadConnections } from "./connections_file.ts";
import { watchMemory } from "./memory.ts";
import { report } from "./report.ts";

const LIMIT_SECONDS = 20;
const LIMIT_MB = 1500;
const rows = Deno.args.includes("--quick") ? ALL_KDD99 / 10 : ALL_KDD99;

await using server = await startServer();
const client = new Client(server.url);
const id = await uploadConnections(client, rows);
await using memory = watchMemory(server.pid);
const start = performance.now();
const { ids: [derived] } = await client.post<{ ids: string[] }>("/datasets/derive", {
  operation: "context",
  dataset: id,
});
const made = await client.ingested(derived);
if (made.status !== "ready") throw new Error(`The features were not computed: ${made.error}`);
reportAgainst("derived dataset", "s", (performance.now() - start) / 1000, LIMIT_SECONDS);
reportAgainst("peak memory", "MB", memory.peakBytes / 1e6, LIMIT_MB);

function reportAgainst(name: string, unit: string, ours: number, limit: number): void {
  const ratios = { limit: limit / ours };
  report({ bench: "context", case: name, unit, ours, peers: { limit }, ratios });
}
