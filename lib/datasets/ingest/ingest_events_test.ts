import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { readRecords } from "../records.ts";
import { bytesOf, upload, withFolder, zipOf } from "../testing.ts";
import { ingest } from "./ingest.ts";

const line = (event: Record<string, unknown>) => JSON.stringify(event) + "\n";

const flow = (flow_id: number, alerted = false) =>
  line({
    event_type: "flow",
    flow_id,
    src_ip: `10.0.0.${flow_id % 7}`,
    flow: { bytes_toserver: flow_id * 3, alerted },
    // In hexadecimal, without a sign of it.
    tcp: { tcp_flags: flow_id % 2 ? "1b" : "1e" },
  });
const alert = (flow_id: number, signature: string) =>
  line({ event_type: "alert", flow_id, src_ip: "10.0.0.1", alert: { signature } });

Deno.test("ingest() labels Suricata's flows with their first alert, before them or after them", () =>
  withFolder(async (folder) => {
    const eve = alert(3, "ET SCAN") + alert(3, "ET LATER") + alert(99, "ET OTHER") +
      Array.from({ length: 20 }, (_, i) => flow(i + 1, i === 2)).join("") + alert(5, "ET TROJAN");
    const profile = await ingest(await upload(folder, eve), folder, { kind: "labelled-flow" });
    assert.equal(profile.rows, 20);
    assert.equal(profile.labelColumn, "alert_label");
    const roles = new Map(profile.columns.map(({ name, role }) => [name, role]));
    assert.equal(roles.get("flow.alerted"), "leaking");
    const { columns, rows } = await readRecords(`${folder}/data.parquet`, { limit: 20 });
    const at = (name: string) => columns.indexOf(name);
    const labels = rows.filter((row) => row[at("alert_label")] !== null)
      .map((row) => [Number(row[at("flow_id")]), row[at("alert_label")]]);
    assert.deepEqual(labels, [[3, "ET SCAN"], [5, "ET TROJAN"]]);
  }));

Deno.test("ingest() reads flows of a file without alerts, and refuses labelled flows of others", () =>
  withFolder(async (folder) => {
    const flows = Array.from({ length: 10 }, (_, i) => flow(i + 1)).join("");
    const profile = await ingest(await upload(folder, flows), folder, { kind: "labelled-flow" });
    assert.equal(profile.rows, 10);
    assert.equal(profile.labelColumn, null);
    const zeek = line({ _path: "conn", uid: "C1", duration: 1 });
    await assert.rejects(
      ingest(await upload(folder, zeek), folder, { kind: "labelled-flow" }),
      /none of the kind "flow"/,
    );
  }));

Deno.test("ingest() takes Suricata's flags for words", () =>
  withFolder(async (folder) => {
    const flows = Array.from({ length: 40 }, (_, i) => flow(i + 1)).join("");
    const profile = await ingest(await upload(folder, flows), folder);
    assert.equal(profile.rejected.count, 0);
    const flags = profile.columns.find(({ name }) => name === "tcp.tcp_flags")!;
    assert.deepEqual([flags.type, flags.distinct], ["categorical", 2]);
  }));

Deno.test("ingest() joins the rotated logs of an archive, packed or not, as text and as JSON", () =>
  withFolder(async (folder) => {
    const text = (hour: number) =>
      "#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\tduration\n#types\ttime\taddr\tinterval\n" +
      `${1_700_000_000 + hour * 3600}.5\t10.0.0.${hour}\t${hour}.25\n`;
    const json = (hour: number) =>
      line({ _path: "conn", ts: 1_700_000_000 + hour, "id.orig_h": `10.0.0.${hour}` }) +
      line({ _path: "conn", ts: 1_700_000_001 + hour, [`extra${hour}`]: hour });
    for (const [make, rows] of [[text, 3], [json, 6]] as const) {
      const zip = zipOf(
        { name: "conn.10:00:00.log.gz", content: Uint8Array.from(gzipSync(make(10))) },
        { name: "conn.09:00:00.log", content: bytesOf(make(9)) },
        { name: "conn.11:00:00.log.gz", content: Uint8Array.from(gzipSync(make(11))) },
      );
      const profile = await ingest(await upload(folder, zip), folder);
      assert.equal(profile.rows, rows);
      const { columns, rows: records } = await readRecords(`${folder}/data.parquet`, { limit: 9 });
      const hosts = records.map((row) => row[columns.indexOf("id.orig_h")]).filter(Boolean);
      assert.deepEqual(hosts, ["10.0.0.9", "10.0.0.10", "10.0.0.11"]);
    }
  }));
