/**
 * Connections of the case files beside the checkout, whichever tool wrote them. The files are not
 * part of the project.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OUTCOME } from "../lib/behaviour/connection_block.ts";
import { ingest } from "../lib/datasets/ingest/ingest.ts";
import { withFolder } from "../lib/datasets/testing.ts";
import { findConnectionColumns } from "../lib/datasets/connections/find_columns.ts";
import { writeConnections } from "../lib/detections/connections/write_connections.ts";
import { openDatabase, parquetSource } from "../lib/tables/duckdb.ts";

const folder = fileURLToPath(import.meta.resolve("../../shared/cases/uploads/"));
const isThere = await Deno.stat(folder).then((entry) => entry.isDirectory, () => false);
if (!isThere) console.warn(`The case files are not at ${folder}; their tests are skipped.`);

/** What is right of one file: its first connection in time, and what it cannot say. */
interface Case {
  missing?: string[];
  first?: Record<string, unknown>;
  /** Outcomes that occur. */
  outcomes?: number[];
}

const { UNKNOWN, ANSWERED, FAILED, PARTIAL } = OUTCOME;

const CASES: Record<string, Case> = {
  "01-zeek-conn-rotated-joined.log": {
    first: { time: 1772323219594.565, source: "10.1.18.195", destination_port: 80, protocol: 6 },
    outcomes: [ANSWERED, FAILED, PARTIAL],
  },
  "03-suricata-eve-mixed.json": {
    first: { time: 1772323205414.417, source: "10.1.254.227", duration: 29, source_bytes: 6672 },
    outcomes: [ANSWERED, FAILED],
  },
  "04-ctu13.binetflow": {
    first: { source: "10.3.225.155", source_bytes: 1911, destination_bytes: 21138, protocol: 17 },
  },
  "08-tshark-fields.csv": { first: { time: 1772323200000, outcome: UNKNOWN, source_bytes: 748 } },
  "10-cidds-001.csv": { first: { destination: "attacker2", destination_packets: null } },
  "12-unlabelled-cicflowmeter-py.csv": { first: { duration: 0.340398, outcome: ANSWERED } },
  "20-cic-ddos2019.csv": { first: { time: 1543661460125.636, outcome: UNKNOWN } },
  "21-unsw-raw-noheader.csv": { first: { time: 1421927414000, duration: 0.243776 } },
  "22-bot-iot.csv": { first: { destination_port: -1, source_bytes: 8941 } },
  "24-nfstream.csv": { first: { duration: 6.853, service: "tls", destination_bytes: 18644 } },
  "31-edge-iiot.csv": { first: { time: null } },
  "33-wireshark-gui.csv": { first: { time: 0, service: "dns", protocol: 0 } },
  "35-unsw-raw-49.csv": { first: { source: "10.0.7.10", destination_packets: 8 } },
  "41-hikari-2021.csv": { missing: ["time"] },
  "45-epoch-ms-noise.csv": { missing: ["source", "destination"], first: { time: 1772323200310 } },
  "58-addr-with-zero.csv": { missing: ["time"], first: { destination: null } },
};

for (const [file, right] of Object.entries(CASES)) {
  Deno.test({
    name: `connections of ${file}`,
    ignore: !isThere,
    fn: () =>
      withFolder(async (work) => {
        const profile = await ingest(join(folder, file), work, {});
        const columns = findConnectionColumns(profile.columns);
        assert.deepEqual(columns.missing, right.missing ?? []);
        const path = join(work, "connections.parquet");
        const options = { spillFolder: join(work, "spill"), memoryBytes: 2 ** 28 };
        const parquet = join(work, "data.parquet");
        const { records } = await writeConnections({
          ...{ parquet, scores: null, models: [], columns, path },
          ...options,
        });
        assert.equal(records, profile.rows);
        using database = await openDatabase(options);
        const names = await database.rows(`DESCRIBE FROM ${parquetSource(path)}`);
        const [row] = await database.rows(`FROM ${parquetSource(path)} LIMIT 1`);
        const first = Object.fromEntries(row.map((value, i) => [String(names[i][0]), value]));
        for (const [name, value] of Object.entries(right.first ?? {})) {
          assert.equal(first[name], value, name);
        }
        if (!right.outcomes) return;
        const outcomes = await database.rows(
          `SELECT DISTINCT outcome::INTEGER FROM ${parquetSource(path)} ORDER BY 1`,
        );
        assert.deepEqual(outcomes.flat(), right.outcomes);
      }),
  });
}
