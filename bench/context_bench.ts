/**
 * Context features of 4,898,431 connections, as many as the whole of KDD'99 has (`--quick`: a tenth of
 * them): the time from the request to the derived dataset with its profile, and the peak memory of all processes of
 * the server.
 *
 * @module
 */
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { openDatabase, PARQUET_FORMAT, quoteLiteral } from "../lib/tables/duckdb.ts";
import { watchMemory } from "./memory.ts";
import { report } from "./report.ts";
import { uploadFile } from "./upload_file.ts";

const LIMIT_SECONDS = 20;
const LIMIT_MB = 1500;
const rows = Deno.args.includes("--quick") ? 489_843 : 4_898_431;

await using server = await startServer();
const client = new Client(server.url);
const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
try {
  const file = `${folder}/connections.parquet`;
  await writeConnections(file, rows);
  const id = await uploadFile(`${client.url}/api/v1/datasets?name=connections`, file);
  const { status, error } = await client.ingested(id);
  if (status !== "ready") throw new Error(`The connections were not read: ${error}`);
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
} finally {
  await Deno.remove(folder, { recursive: true });
}

function reportAgainst(name: string, unit: string, ours: number, limit: number): void {
  const ratios = { limit: limit / ours };
  report({ bench: "context", case: name, unit, ours, peers: { limit }, ratios });
}

/** Connections of 5,000 clients with 3,000 servers, a hundred a second, not quite in the order of time. */
async function writeConnections(path: string, count: number): Promise<void> {
  using database = await openDatabase({ spillFolder: `${path}.spill` });
  const draw = (factor: number, below: number) => `(hash(i * ${factor}) % ${below})`;
  const host = (network: string, number: string) =>
    `'${network}.' || (${number} // 250) || '.' || (${number} % 250)`;
  const server = `least(${draw(7, 3000)}, ${draw(11, 3000)})`;
  const of = (values: string[], factor: number) =>
    `[${values.join(", ")}][1 + ${draw(factor, values.length)}::INTEGER]`;
  await database.run(
    `COPY (SELECT 1700000000 + i / 100.0 + ${draw(2, 20_000_000)} / 1e6 AS ts, ` +
      `${host("10.0", draw(3, 5000))} AS "id.orig_h", ` +
      `(32768 + ${draw(5, 28_000)})::INTEGER AS "id.orig_p", ` +
      `${host("192.168", server)} AS "id.resp_h", ` +
      `${of(["80", "443", "53", "22", "123", "8080", "25", "3389"], 13)} AS "id.resp_p", ` +
      `${
        of(["'http'", "'ssl'", "'dns'", "'ssh'", "'ntp'", "'http'", "'smtp'", "NULL"], 13)
      } AS service, ` +
      `${of(["'SF'", "'SF'", "'SF'", "'S0'", "'REJ'", "'RSTO'"], 19)} AS conn_state, ` +
      `${draw(23, 100_000)} / 1000.0 AS duration, ${draw(29, 10_000)}::DOUBLE AS orig_bytes, ` +
      `${draw(31, 100_000)}::DOUBLE AS resp_bytes FROM range(${count}) t(i)) ` +
      `TO ${quoteLiteral(path)} (${PARQUET_FORMAT})`,
  );
}
