import assert from "node:assert/strict";
import { join } from "node:path";
import { OUTCOME } from "../../behaviour/connection_block.ts";
import { ingest } from "../../datasets/ingest/ingest.ts";
import { upload, withFolder } from "../../datasets/testing.ts";
import { openDatabase, parquetSource } from "../../tables/duckdb.ts";
import { findConnectionColumns } from "../../datasets/connections/find_columns.ts";
import { readBlocks, readNames } from "./read_blocks.ts";
import { writeConnections } from "./write_connections.ts";

const MEMORY = 2 ** 28;

/** The connections that a file is read as: fields by name, in time order. */
async function connectionsOf(content: string): Promise<Record<string, unknown>[]> {
  let found: Record<string, unknown>[] = [];
  await withFolder(async (folder) => {
    const profile = await ingest(await upload(folder, content), folder, {});
    const path = join(folder, "connections.parquet");
    const options = { spillFolder: join(folder, "spill"), memoryBytes: MEMORY };
    await writeConnections({
      parquet: join(folder, "data.parquet"),
      scores: null,
      models: [],
      columns: findConnectionColumns(profile.columns),
      path,
      ...options,
    });
    using database = await openDatabase(options);
    const columns = await database.rows(`DESCRIBE FROM ${parquetSource(path)}`);
    const rows = await database.rows(`FROM ${parquetSource(path)}`);
    found = rows.map((row) =>
      Object.fromEntries(row.map((value, i) => [String(columns[i][0]), value]))
    );
  });
  return found;
}

/** Lines enough for columns to be told by their content. */
function repeated(header: string, line: (index: number) => string, rows = 30): string {
  return [header, ...Array.from({ length: rows }, (_, index) => line(index))].join("\n") + "\n";
}

Deno.test("writeConnections() reads Zeek's log in time order, gaps as gaps", async () => {
  const fields =
    "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes " +
    "resp_bytes conn_state orig_pkts resp_pkts";
  const line = (index: number) =>
    [
      1655071298 - index,
      `C${index}`,
      index % 2 ? "FE80::1" : "10.0.0.5",
      40000 + index,
      index % 2 ? "ff02::2" : "10.0.0.1",
      index % 2 ? 134 : 445,
      index % 2 ? "icmp" : "tcp",
      index % 2 ? "-" : "smb",
      index % 2 ? "-" : "1.5",
      index % 2 ? "-" : "100",
      "0",
      index % 2 ? "OTH" : "S0",
      2,
      0,
    ].join("\t");
  const header = `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${
    fields.replaceAll(" ", "\t")
  }`;
  const [first, second] = await connectionsOf(repeated(header, line));
  assert.deepEqual(
    [first.row, first.time, first.source, first.destination, first.protocol, first.service],
    [29n, 1655071269000, "fe80::1", "ff02::2", 58, null],
  );
  assert.deepEqual([first.duration, first.source_bytes, first.outcome], [
    null,
    null,
    OUTCOME.PARTIAL,
  ]);
  assert.deepEqual(
    [second.source, second.destination_port, second.service, second.outcome, second.source_bytes],
    ["10.0.0.5", 445, "smb", OUTCOME.FAILED, 100],
  );
});

Deno.test("writeConnections() takes CICFlowMeter's microseconds and both directions", async () => {
  const [first] = await connectionsOf(repeated(
    "Flow ID,Src IP,Src Port,Dst IP,Dst Port,Protocol,Timestamp,Flow Duration,Total Fwd Packet,Total Bwd packets,Total Length of Fwd Packet",
    (index) =>
      `f${index},192.168.10.${index},5${index},8.8.8.8,53,17,2017-07-03 11:5${
        index % 10
      }:00,2500000,2,0,80`,
  ));
  assert.deepEqual(
    [first.duration, first.protocol, first.outcome, first.source_bytes, first.destination_bytes],
    [2.5, 17, OUTCOME.FAILED, 80, null],
  );
});

Deno.test("writeConnections() gives the other direction from a total and times with their zone", async () => {
  const [first] = await connectionsOf(repeated(
    "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes",
    (index) =>
      `2026-03-01T02:00:${
        10 + index
      }+0200,1.5,tcp,10.0.0.${index},4${index},->,1.1.1.1,0x01bb,FSPA_${
        index ? "FSPA" : "RA"
      },3,500,200`,
  ));
  assert.deepEqual(
    [first.time, first.destination_port, first.outcome, first.destination_bytes],
    [Date.UTC(2026, 2, 1, 0, 0, 10), 443, OUTCOME.FAILED, 300],
  );
  assert.deepEqual([first.source_packets, first.destination_packets], [3, null]);
});

Deno.test("findConnectionColumns() says which fields no column gives", async () => {
  await withFolder(async (folder) => {
    const path = await upload(folder, repeated("dur,bytes,proto", (i) => `${i}.5,${i * 7},tcp`));
    const { columns } = await ingest(path, folder, {});
    assert.deepEqual(findConnectionColumns(columns).missing, ["time", "source", "destination"]);
  });
});

Deno.test("readBlocks() gives connections with the numbers of their names", async () => {
  await withFolder(async (folder) => {
    const content = repeated(
      "ts,src_ip,dst_ip,dst_port,proto,service",
      (i) => `${1.7e9 + i},10.0.0.${i % 3},10.0.1.1,80,tcp,${i % 2 ? "http" : "-"}`,
    );
    const profile = await ingest(await upload(folder, content), folder, {});
    const path = join(folder, "connections.parquet");
    const options = { spillFolder: join(folder, "spill"), memoryBytes: MEMORY };
    const written = await writeConnections({
      parquet: join(folder, "data.parquet"),
      scores: null,
      models: [],
      columns: findConnectionColumns(profile.columns),
      path,
      ...options,
    });
    assert.deepEqual(written, {
      records: 30,
      connections: 30,
      flagged: 0,
      span: { from: 1.7e12, to: 1.7e12 + 29_000 },
      isElapsed: false,
    });
    const names = await readNames(path, options);
    const seen: unknown[] = [];
    for await (const block of readBlocks(path, options)) {
      for (let i = 0; i < block.rows; i++) {
        const service = block.service[i];
        seen.push([
          block.time[i],
          names.hosts.nameOf(block.source[i]),
          names.hosts.nameOf(block.destination[i]),
          service < 0 ? null : names.services.nameOf(service),
        ]);
        assert.ok(Number.isNaN(block.sourceBytes[i]));
      }
    }
    assert.equal(seen.length, 30);
    assert.deepEqual(seen.slice(0, 2), [
      [1.7e12, "10.0.0.0", "10.0.1.1", null],
      [1.7e12 + 1000, "10.0.0.1", "10.0.1.1", "http"],
    ]);
  });
});
