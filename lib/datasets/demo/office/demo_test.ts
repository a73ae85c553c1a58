import assert from "node:assert/strict";
import { CaptureFlows } from "../../../capture/read_capture.ts";
import { ingest } from "../../ingest/ingest.ts";
import { DAY } from "./clock.ts";
import { planOfficeDemo, writeOfficeDemo } from "./demo.ts";
import { OFFICE_START } from "./scenario.ts";

const OPTIONS = { seed: 5, hosts: 20, days: 2, incidents: 3, form: "log", labels: true } as const;

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-office-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("writeOfficeDemo: the same options give the same bytes", () =>
  inFolder(async (folder) => {
    const write = async (name: string, seed: number) => {
      await writeOfficeDemo(`${folder}/${name}`, { ...OPTIONS, seed, days: 1 });
      return await Deno.readTextFile(`${folder}/${name}`);
    };
    const once = await write("once", 5);
    assert.equal(await write("again", 5), once);
    assert.notEqual(await write("other", 6), once);
  }));

Deno.test("writeOfficeDemo: the log is ingested as one of Zeek's, roles, times and labels included", () =>
  inFolder(async (folder) => {
    const { scenario, incidents } = planOfficeDemo(OPTIONS);
    const path = `${folder}/conn.log`;
    const shares: number[] = [];
    await writeOfficeDemo(path, OPTIONS, { onProgress: (share) => shares.push(share) });
    assert.deepEqual(shares, [0.5, 1]);
    const profile = await ingest(path, folder);
    assert.equal(profile.format, "zeek");
    assert.equal(profile.rejected.count, 0);
    const days = [...scenario.days(incidents)];
    const connections = days.flatMap((day) => day.connections);
    assert.equal(profile.rows, connections.length);
    const column = (name: string) => profile.columns.find((each) => each.name === name)!;
    assert.equal(column("ts").role, "timestamp");
    for (const name of ["uid", "id.orig_h", "id.resp_h"]) {
      assert.equal(column(name).role, "identifier", name);
    }
    for (const name of ["duration", "orig_bytes", "resp_pkts"]) {
      assert.equal(column(name).role, "numeric", name);
    }
    assert.equal(column("service").role, "categorical");
    assert.equal(column("label").role, "label");
    const malicious = connections.filter(({ label }) => label !== "").length;
    const { count } = profile.labels.find(({ name }) => name === "Malicious")!;
    assert.equal(count, malicious);
    assert.ok(count > 0);
  }));

Deno.test("writeOfficeDemo: without labels nothing tells incidents apart", () =>
  inFolder(async (folder) => {
    const path = `${folder}/conn.log`;
    await writeOfficeDemo(path, { ...OPTIONS, days: 1, labels: false });
    const text = await Deno.readTextFile(path);
    assert.doesNotMatch(text, /label|Malicious|Benign/);
    assert.equal((await ingest(path, folder)).labels.length, 0);
  }));

Deno.test("writeOfficeDemo: a capture holds the packets of all days", () =>
  inFolder(async (folder) => {
    const path = `${folder}/office.pcapng`;
    const options = { ...OPTIONS, days: 1, form: "capture" } as const;
    await writeOfficeDemo(path, options);
    const { scenario, incidents } = planOfficeDemo(options);
    const [{ connections }] = scenario.days(incidents);
    let flows = 0;
    const reader = new CaptureFlows(() => flows++, { idleTimeout: 86_400, activeTimeout: 604_800 });
    reader.push(await Deno.readFile(path));
    assert.equal(reader.end().fault, null);
    // Connections of the same ports are one flow.
    assert.ok(flows > 0.5 * connections.length && flows <= connections.length);
  }));

Deno.test("planOfficeDemo: incidents of different kinds and hosts lie on the last days", () => {
  const { incidents } = planOfficeDemo({ ...OPTIONS, hosts: 60, days: 9, incidents: 8 });
  assert.equal(new Set(incidents.map(({ kind }) => kind)).size, 8);
  assert.equal(new Set(incidents.map(({ hosts }) => hosts[0])).size, 8);
  for (const { from, to } of incidents) {
    assert.ok(from >= OFFICE_START + 6 * DAY && to <= OFFICE_START + 9 * DAY);
  }
  assert.throws(() => planOfficeDemo({ ...OPTIONS, incidents: 16 }), /0 to 15 incidents, not 16/);
});
