import assert from "node:assert/strict";
import { join } from "node:path";
import { DEFAULT_CONTEXT } from "../../learning/context/context_options.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { ingest } from "../ingest/ingest.ts";
import { readRecords } from "../records.ts";
import { upload, withFolder } from "../testing.ts";
import { contextFault } from "./context_fault.ts";
import { derive } from "../derive/derive.ts";

const HEADER = "ts,id.orig_h,id.orig_p,id.resp_h,id.resp_p,proto,service,conn_state,orig_bytes";
const START = 1_700_000_000;

/** Two hosts that browse, and one that scans a third; lines are not in time order. */
function scan(): string {
  const web = Array.from(
    { length: 40 },
    (_, i) => `${START + 5 * i},10.0.0.${1 + i % 2},${5000 + i},10.0.9.9,443,tcp,ssl,SF,${500 + i}`,
  );
  const probes = Array.from(
    { length: 30 },
    (_, i) => `${START + 100 + i / 100},10.0.0.66,${6000 + i},10.0.9.8,${20 + i},tcp,-,S0,0`,
  );
  return [HEADER, ...probes.toReversed(), ...web].join("\n");
}

async function withContext(
  content: string,
  test: (profile: DatasetProfile, records: Record<string, unknown>[]) => void,
): Promise<void> {
  await withFolder(async (folder) => {
    const [from, to] = [join(folder, "from"), join(folder, "to")];
    await Deno.mkdir(from);
    await Deno.mkdir(to);
    const profile = await ingest(await upload(folder, content), from);
    const parent = { name: "conn.log", parquet: join(from, "data.parquet"), profile };
    const options = { seconds: [...DEFAULT_CONTEXT.seconds], connections: 100 };
    const derived = await derive([parent], { operation: "context", options }, to);
    const { columns, rows } = await readRecords(join(to, "data.parquet"), { limit: 1000 });
    test(
      derived,
      rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))),
    );
  });
}

Deno.test("context features tell a scan from browsing, whatever the order of the rows", () =>
  withContext(scan(), ({ columns, rows }, records) => {
    assert.equal(rows, 70);
    const role = (name: string) => columns.find((column) => column.name === name)?.role;
    assert.deepEqual([role("src_ports"), role("id.orig_h")], ["numeric", "identifier"]);
    const last = records.find((record) => record["id.resp_p"] === 49)!;
    assert.deepEqual(
      ["count", "src_ports", "src_peers", "serror_rate", "dst_host_count"].map((name) =>
        last[name]
      ),
      [30, 30, 1, 1, 30],
    );
    const browsing = records.filter(({ service }) => service === "ssl");
    assert.ok(browsing.every(({ count, src_ports }) => count === 1 && src_ports === 1));
    assert.equal(records[0]["id.resp_p"], 49, "rows keep their order");
  }));

Deno.test("records without a time or a host have no context", () => {
  const lines = scan().split("\n");
  lines[2] = lines[2].replace("10.0.9.8", "-");
  return withContext(lines.join("\n"), (_, records) => {
    assert.deepEqual([records[1].count, records[1].dst_host_count], [null, null]);
    assert.equal(records[0].count, 29);
  });
});

Deno.test("contextFault() says what a dataset lacks", () =>
  withFolder(async (folder) => {
    const kdd = await ingest(await upload(folder, "a,b\n1,2\n3,4\n"), folder);
    assert.equal(
      contextFault({ name: "a.csv", profile: kdd }, DEFAULT_CONTEXT),
      '"a.csv" has no times, source addresses or destination addresses.',
    );
  }));
