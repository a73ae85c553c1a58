import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "../ingest/ingest.ts";
import { upload, withFolder } from "../testing.ts";
import { findConnectionColumns } from "./find_columns.ts";
import { readRecordConnections } from "./read_record_connections.ts";

const MEMORY = 2 ** 28;

/** What is read of some rows of a file. */
async function connectionsOf(content: string, rows: number[]) {
  let found = new Map();
  await withFolder(async (folder) => {
    const { columns } = await ingest(await upload(folder, content), folder, {});
    const parquet = join(folder, "data.parquet");
    found = await readRecordConnections(parquet, findConnectionColumns(columns), rows, MEMORY);
  });
  return found;
}

const table = (header: string, line: (index: number) => string) =>
  [header, ...Array.from({ length: 30 }, (_, index) => line(index))].join("\n");

Deno.test("readRecordConnections() says when records came and who talked with whom", async () => {
  const header = "ts,id.orig_h,id.resp_h,id.resp_p,proto,service,orig_bytes,conn_state";
  const content = table(
    header,
    (i) => `${1_700_000_000 + i},10.0.0.${1 + i % 9},FE80::1,${i % 2 ? 53 : 443},udp,dns,${i},SF`,
  );
  const found = await connectionsOf(content, [1, 29, 30]);
  assert.deepEqual([...found.keys()].sort(), [1, 29], "others are left out");
  assert.deepEqual(found.get(1), {
    time: "2023-11-14T22:13:21.000Z",
    source: "10.0.0.2",
    destination: "fe80::1",
    destinationPort: 53,
    protocol: "udp",
    service: "dns",
  });
});

Deno.test("readRecordConnections() says what there is where hosts and times are missing", async () => {
  const content = table(
    "duration,protocol_type,service,src_bytes,label",
    (i) => `${i},tcp,${i % 2 ? "http" : "smtp"},${100 + i},normal`,
  );
  const { time, source, protocol, service } = (await connectionsOf(content, [3])).get(3);
  assert.deepEqual([time, source, protocol, service], [null, null, "tcp", "http"]);
  const numbers = table("a,b,label", (i) => `${i},${i * i % 7},normal`);
  assert.equal((await connectionsOf(numbers, [3])).size, 0);
});
