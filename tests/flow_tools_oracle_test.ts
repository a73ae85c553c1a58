/**
 * CSV of Argus and nfdump against our own flows of the same capture. Skipped, with a word, where the
 * tools or the real captures are not there.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "../lib/datasets/ingest/ingest.ts";
import { withFolder } from "../lib/datasets/testing.ts";
import { openDatabase, parquetSource } from "../lib/tables/duckdb.ts";
import { realDataFolder } from "../testing/real_data.ts";

const TOOLS = ["argus", "ra", "nfpcapd", "nfdump"];
const missing = [];
for (const tool of TOOLS) if (!await run("sh", "-c", `command -v ${tool}`)) missing.push(tool);
if (missing.length > 0) console.warn(`Not here, and not compared with: ${missing.join(", ")}.`);
const data = await realDataFolder();
if (data === null) console.warn("No real captures here: set NETSIFT_TEST_DATA to compare them.");
const ignore = missing.length > 0 || data === null;

async function run(command: string, ...args: string[]): Promise<string | null> {
  const { success, stdout } = await new Deno.Command(command, {
    args,
    env: { PATH: `${Deno.env.get("PATH")}:/usr/sbin` },
    stderr: "null",
  }).output();
  return success ? new TextDecoder().decode(stdout) : null;
}

/** Ingests a file and sums its TCP and UDP up. */
async function sums(path: string, sql: string): Promise<Record<string, number[]>> {
  let found: Record<string, number[]> = {};
  await withFolder(async (folder) => {
    await ingest(path, folder);
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    const table = parquetSource(join(folder, "data.parquet"));
    const rows = await database.rows(sql.replaceAll("TABLE", table));
    found = Object.fromEntries(rows.map(([key, ...values]) => [String(key), values.map(Number)]));
  });
  return found;
}

const pair = (a: string, b: string) => `least("${a}", "${b}") || ' ' || greatest("${a}", "${b}")`;

for (const name of ["test7-malicious.pcap", "test-cc-capture-2.pcap"]) {
  Deno.test({
    name: `Argus' CSV of ${name} has the packets of our flows`,
    ignore,
    fn: () =>
      withFolder(async (folder) => {
        const capture = join(data!, "captures", name);
        const records = join(folder, "records.argus");
        assert.notEqual(await run("argus", "-r", capture, "-w", records), null);
        const csv = await run("ra", "-n", "-u", "-r", records, "-c", ",");
        await Deno.writeTextFile(join(folder, "flows.csv"), csv!);
        const theirs = await sums(
          join(folder, "flows.csv"),
          `SELECT ${pair("SrcAddr", "DstAddr")}, sum("TotPkts") FROM TABLE ` +
            `WHERE "Proto" IN ('tcp', 'udp') GROUP BY 1`,
        );
        const ours = await sums(
          capture,
          `SELECT ${pair("Src IP", "Dst IP")}, sum(orig_pkts + resp_pkts) FROM TABLE ` +
            `WHERE proto IN ('tcp', 'udp') GROUP BY 1`,
        );
        assert.ok(Object.keys(ours).length > 1);
        assert.deepEqual(theirs, ours);
      }),
  });

  Deno.test({
    name: `nfdump's CSV of ${name} has the packets and bytes of our flows in each direction`,
    ignore,
    fn: () =>
      withFolder(async (folder) => {
        const capture = join(data!, "captures", name);
        const store = join(folder, "store");
        await Deno.mkdir(store);
        assert.notEqual(await run("nfpcapd", "-r", capture, "-w", store), null);
        const csv = await run("nfdump", "-R", store, "-o", "csv");
        await Deno.writeTextFile(join(folder, "flows.csv"), csv!);
        const theirs = await sums(
          join(folder, "flows.csv"),
          `SELECT sa || ' ' || da, sum(ipkt), sum(ibyt) FROM TABLE ` +
            `WHERE pr IN ('TCP', 'UDP') GROUP BY 1`,
        );
        const side = (from: string, to: string, packets: string, bytes: string) =>
          `SELECT "${from}" || ' ' || "${to}" AS k, ${packets} AS p, ${bytes} AS b FROM TABLE ` +
          `WHERE proto IN ('tcp', 'udp') AND ${packets} > 0`;
        const ours = await sums(
          capture,
          `SELECT k, sum(p), sum(b) FROM (${
            side("Src IP", "Dst IP", "orig_pkts", "orig_ip_bytes")
          } UNION ALL ${side("Dst IP", "Src IP", "resp_pkts", "resp_ip_bytes")}) GROUP BY k`,
        );
        assert.ok(Object.keys(ours).length > 1);
        assert.deepEqual(theirs, ours);
      }),
  });
}
