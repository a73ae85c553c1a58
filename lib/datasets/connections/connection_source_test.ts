import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { openDatabase, parquetSource } from "../../tables/duckdb.ts";
import { ConnectionReader } from "../../values/connections/read_connection.ts";
import { ingest } from "../ingest/ingest.ts";
import { readRecords } from "../records.ts";
import { upload, withFolder } from "../testing.ts";
import { connectionSource } from "./connection_source.ts";
import { connectionSql } from "./connection_sql.ts";
import { findConnectionColumns } from "./find_columns.ts";

const CLOCKS = ["08:05", "8:05:59", "23:59:59.123456", "12:00:00 AM", "01:30 PM", ""];
const times = {
  numbers: fc.constantFrom("1700000000", "1.7e9", "1700000000.123456", "-5", "NaN"),
  milliseconds: fc.constantFrom("1700000000123", "1700000000124"),
  yearFirst: fc.constantFrom(
    ...["2017-07-04 08:54:01", "2017-07-04T08:54:01.5Z", "2017-07-04 08:54:01+02:00"],
    ...["2017-07-04", "2017-12-31 23:59:59.999999"],
  ),
  dayFirst: fc.tuple(
    fc.constantFrom("13/7/2017", "31/12/2017", "1/2/2018"),
    fc.constantFrom(...CLOCKS),
  )
    .map((parts) => parts.join(" ").trim()),
  monthFirst: fc.tuple(fc.constantFrom("7/13/2017", "12/31/2017"), fc.constantFrom(...CLOCKS))
    .map((parts) => parts.join(" ").trim()),
};
const host = fc.constantFrom("10.0.0.1", " 10.0.0.2 ", "FE80::1", "-", "0", "host.example");
const others = fc.record({
  src_ip: host,
  dst_ip: host,
  src_port: fc.constantFrom("80", "0x50", "", "99999", "443.0"),
  dst_port: fc.constantFrom("53", "-", "8080", "n/a"),
  proto: fc.constantFrom("tcp", "17", "ICMP", "dns", ""),
  service: fc.constantFrom("http", "-", "SSL ", "unknown", ""),
  conn_state: fc.constantFrom("SF", "S0", "REJ", "RSTO", "", "OTH"),
  dst_pkts: fc.constantFrom("0", "1", ""),
});

Deno.test("single records tell the same about connections as those of a dataset", async () => {
  for (const [notation, time] of Object.entries(times)) {
    const rows = fc.sample(fc.tuple(time, others), { numRuns: 60, seed: 42 })
      .map(([ts, rest]): Record<string, string> => ({ ts, ...rest }));
    await withFolder(async (folder) => {
      const names = Object.keys(rows[0]);
      const lines = rows.map((row) => names.map((name) => row[name]).join(","));
      const path = await upload(folder, [names.join(","), ...lines].join("\n"));
      const { columns } = await ingest(path, folder);
      const parquet = join(folder, "data.parquet");
      using database = await openDatabase({ spillFolder: join(folder, "spill") });
      const found = findConnectionColumns(columns);
      const source = await connectionSource(database, parquet, found);
      assert.ok(source, notation);
      const sql = await connectionSql(database, parquet, found);
      const service = `coalesce(${sql.service}, ${sql.destination_port}::VARCHAR)`;
      const wanted = await database.rows(
        `SELECT ${sql.time}, ${sql.source}, ${sql.destination}, ${service}, ${sql.source_port}, ` +
          `${sql.destination_port}, ${sql.error}::INTEGER ` +
          `FROM ${parquetSource(parquet, { rowNumbers: true })} ORDER BY file_row_number`,
      );
      const stored = await readRecords(parquet, { limit: 100 });
      const reader = new ConnectionReader(source);
      for (const [i, row] of rows.entries()) {
        const storedRow = Object.fromEntries(
          stored.columns.map((name, column) => [name, stored.rows[i][column]]),
        );
        for (const record of [row, storedRow]) {
          const seen = reader.read(record);
          const [ms, from, to] = wanted[i];
          const isSeen = ms !== null && from !== null && to !== null;
          const expected = isSeen ? wanted[i] : null;
          const read = seen && [
            ...[seen.time, seen.source, seen.destination, seen.service],
            ...[seen.sourcePort, seen.destinationPort],
            seen.failure === null ? 0 : seen.failure === "unanswered" ? 1 : 2,
          ];
          assert.deepEqual(read, expected, `${notation}: ${JSON.stringify(record)}`);
        }
      }
    });
  }
});
