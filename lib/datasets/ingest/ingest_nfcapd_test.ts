import assert from "node:assert/strict";
import { readRecords } from "../records.ts";
import { upload, withFolder, zipOf } from "../testing.ts";
import {
  extensionMap,
  nfcapdFile,
  type StoredFlowSpec,
  v1Record,
  v3Record,
} from "../../capture/nfcapd/testing.ts";
import { ingest } from "./ingest.ts";

const REPLY: StoredFlowSpec = {
  source: "10.0.0.2",
  destination: "10.0.0.1",
  sourcePort: 80,
  destinationPort: 40_000,
  start: 20,
  packets: 7,
  bytes: 7000,
};
const SCAN: StoredFlowSpec = {
  destination: "10.0.0.9",
  sourcePort: 40_001,
  tcpFlags: 2,
  packets: 1,
};
const file = nfcapdFile(2, [{ records: [v3Record({}), v3Record(REPLY), v3Record(SCAN)] }]);

Deno.test("ingest() pairs the flows of an nfcapd file, with the columns of captured ones", () =>
  withFolder(async (folder) => {
    const profile = await ingest(await upload(folder, file), folder);
    assert.equal(profile.format, "nfcapd");
    assert.equal(profile.rows, 2);
    const { columns, rows } = await readRecords(`${folder}/data.parquet`, { offset: 0, limit: 2 });
    const pick = (...names: string[]) =>
      rows.map((row) => names.map((n) => row[columns.indexOf(n)]));
    assert.deepEqual(
      pick("Src IP", "Dst Port", "conn_state", "service", "orig_pkts", "resp_pkts"),
      [
        ["10.0.0.1", 80, "SF", "http", 5, 7],
        ["10.0.0.1", 80, "S0", "http", 1, 0],
      ],
    );
    assert.deepEqual(pick("Timestamp", "duration", "orig_ip_bytes", "resp_ip_bytes"), [
      ["2023-11-14T22:13:20.250000Z", 1, 500, 7000],
      ["2023-11-14T22:13:20.250000Z", 1, 500, 0],
    ]);
    const roles = new Map(profile.columns.map(({ name, role }) => [name, role]));
    assert.deepEqual(
      ["Src IP", "Timestamp", "Src Port", "resp_ip_bytes", "conn_state", "orig_pkts"]
        .map((name) => roles.get(name)),
      ["identifier", "timestamp", "ignored", "numeric", "categorical", "ignored"],
    );
  }));

Deno.test("ingest() leaves directions apart where that was chosen: the other one is missing", () =>
  withFolder(async (folder) => {
    const profile = await ingest(await upload(folder, file), folder, {
      capture: { pairingWindow: 0 },
    });
    assert.equal(profile.rows, 3);
    const packets = profile.columns.find(({ name }) => name === "Total Bwd packets");
    assert.equal(packets!.missing, 3);
  }));

Deno.test("ingest() joins nfcapd files of an archive, in either layout", () =>
  withFolder(async (folder) => {
    const older = nfcapdFile(1, [{ records: [extensionMap(1, []), v1Record({}, 1)] }]);
    const newer = nfcapdFile(2, [{ records: [v3Record(REPLY)] }]);
    const zip = zipOf({ name: "nfcapd.1", content: older }, { name: "nfcapd.2", content: newer });
    const profile = await ingest(await upload(folder, zip), folder);
    assert.equal(profile.rows, 1, "a pair across both files");
    assert.ok(profile.warnings.includes("2 files in the archive were merged."));
  }));

Deno.test("ingest() keeps what was whole of an nfcapd file, and says what was not", () =>
  withFolder(async (folder) => {
    const event = v3Record({}, [], { flags: 1 });
    const damaged = nfcapdFile(2, [{ records: [v3Record({}), event] }], { blockCount: 2 });
    const { rows, warnings } = await ingest(await upload(folder, damaged), folder);
    assert.equal(rows, 1);
    assert.ok(warnings.includes("The nfcapd file is cut off; all records before were read."));
    assert.ok(
      warnings.includes("1 record that is not a flow was skipped, such as events of firewalls."),
    );
  }));

Deno.test("ingest() says why an nfcapd file gives no flows", () =>
  withFolder(async (folder) => {
    const refused = async (bytes: Uint8Array<ArrayBuffer>, message: RegExp) =>
      await assert.rejects(ingest(await upload(folder, bytes), folder), message);
    await refused(nfcapdFile(2, []), /The file contains no flows\./);
    await refused(nfcapdFile(2, [], { compression: 1 }), /compressed with LZO/);
    await refused(file.slice(0, 30), /no flows.*cut off/);
  }));
