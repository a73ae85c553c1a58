/**
 * What uploads become, on the case files beside the checkout. The files are not part of the project.
 */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ingest } from "../lib/datasets/ingest/ingest.ts";
import { withFolder } from "../lib/datasets/testing.ts";
import type { ColumnRole, DatasetProfile } from "../lib/resources/dataset.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

const folder = fileURLToPath(import.meta.resolve("../../shared/cases/uploads/"));
const isThere = await Deno.stat(folder).then((entry) => entry.isDirectory, () => false);
if (!isThere) console.warn(`The case files are not at ${folder}; their tests are skipped.`);

/** What is right of one file. What is not named is not looked at. */
interface Case {
  rows?: number;
  roles?: Partial<Record<ColumnRole, string[]>>;
  types?: Record<string, "numeric" | "categorical">;
  label?: string | null;
  /** The labels that are normal, in any order; or a function of their names. */
  normal?: string[] | ((label: string) => boolean);
  told?: DatasetProfile["normalLabels"];
  warns?: RegExp;
  /** Least and greatest value by column. */
  ranges?: Record<string, [number, number]>;
  /** Whether nothing but noise is left to tell attacks by. */
  noise?: boolean;
}

const UNSW_TIMES = { timestamp: ["Stime", "Ltime"], identifier: ["srcip", "dstip"] };

const CASES: Record<string, Case> = {
  "04-ctu13.binetflow": {
    label: "Label",
    normal: (label) => /Background|Normal/.test(label) && !/Botnet/.test(label),
  },
  "08-tshark-fields.csv": {
    roles: {
      identifier: ["frame.number", "ip.src", "ip.dst", "eth.src"],
      timestamp: ["frame.time", "frame.time_epoch"],
    },
  },
  "10-cidds-001.csv": {
    rows: 1500,
    roles: { identifier: ["Src IP Addr", "Dst IP Addr"] },
    types: { Bytes: "numeric" },
    normal: ["normal"],
  },
  "14-label-1-is-normal.csv": {
    label: "label",
    normal: [],
    told: "unknown",
    warns: /Choose the normal labels/,
  },
  "14b-label-minus1-1.csv": {
    label: "label",
    normal: [],
    told: "unknown",
    warns: /Choose the normal labels/,
  },
  "14c-label-bool.csv": { label: "is_attack", normal: ["False"], told: "known" },
  "14d-label-yesno.csv": { label: "is_attack", normal: ["No"], told: "known" },
  "19-excel-de-utf16.csv": {
    rows: 500,
    roles: { timestamp: ["Zeit"], numeric: ["Dauer", "Bytes", "Rate"] },
    normal: ["Normal"],
  },
  "40b-dot-thousands-below-million.csv": {
    types: { Bytes: "numeric" },
    warns: /"Bytes" such as 12\.519/,
  },
  "20-cic-ddos2019.csv": {
    roles: { identifier: ["Unnamed: 0", "Flow ID", "Source IP", "Destination IP"] },
  },
  "21-unsw-raw-noheader.csv": {
    label: "Label",
    normal: ["0"],
    told: "known",
    roles: { ...UNSW_TIMES, category: ["attack_cat"] },
  },
  "35-unsw-raw-49.csv": {
    rows: 900,
    label: "Label",
    normal: ["0"],
    told: "known",
    roles: { ...UNSW_TIMES, category: ["attack_cat"] },
  },
  "22-bot-iot.csv": {
    label: "attack",
    normal: ["0"],
    roles: { identifier: ["pkSeqID", "saddr", "daddr"], timestamp: ["stime", "ltime"] },
  },
  "33-wireshark-gui.csv": { roles: { identifier: ["No.", "Source", "Destination", "Info"] } },
  "41-hikari-2021.csv": {
    label: "Label",
    normal: ["0"],
    told: "known",
    roles: { identifier: ["Unnamed: 0.1", "Unnamed: 0", "uid", "originh", "responh"] },
  },
  "44-index-unnamed0-noise.csv": { roles: { identifier: ["Unnamed: 0"] }, noise: true },
  "44b-index-pkseqid-noise.csv": { roles: { identifier: ["pkSeqID"] }, noise: true },
  "23a-ciciot2023.csv": { normal: ["BenignTraffic"] },
  "23b-benign-final.csv": { normal: ["Benign_Final"] },
  "23c-litnet-none.csv": { label: "attack_t", normal: ["none"], roles: { category: ["attack_a"] } },
  "23g-clean-malicious.csv": { normal: ["clean"] },
  "23h-normal-traffic.csv": { label: "traffic_type", normal: ["Normal Traffic"] },
  "23i-xiiotid.csv": { label: "class3", normal: ["Normal"], roles: { leaking: ["class1"] } },
  "23j-good-bad.csv": { label: "y", normal: ["0"], told: "guessed", warns: /confirm this/ },
  "23k-malicious-col.csv": { label: "malicious", normal: ["0"], told: "known" },
  "23l-iot23-dashes.csv": { normal: ["Benign", "-   Benign   -"] },
  "32b-iot23-joined-label-col.csv": {
    label: "tunnel_parents   label   detailed-label",
    normal: (label) => /benign/i.test(label),
  },
  "24-nfstream.csv": {
    roles: {
      timestamp: [
        "bidirectional_first_seen_ms",
        "bidirectional_last_seen_ms",
        "src2dst_first_seen_ms",
      ],
      identifier: ["id", "src_ip", "src_mac", "dst_ip", "dst_mac"],
    },
  },
  "45-epoch-ms-noise.csv": {
    roles: { timestamp: ["bidirectional_first_seen_ms", "bidirectional_last_seen_ms"] },
    noise: true,
  },
  "45b-epoch-stime-noheader.csv": {
    label: "column_5",
    normal: ["BENIGN"],
    roles: { timestamp: ["column_1", "column_2"] },
    noise: true,
  },
  "26-trailing-comma-data-only.csv": { rows: 300, normal: ["normal"] },
  "30-unlabelled-empty-rows.csv": { rows: 400, warns: /600 rows of empty cells were skipped/ },
  "31-edge-iiot.csv": {
    roles: {
      identifier: ["ip.src_host", "ip.dst_host", "arp.dst.proto_ipv4"],
      timestamp: ["frame.time"],
      category: ["Attack_type"],
    },
    types: { "mqtt.msg": "categorical" },
    normal: ["0"],
  },
  "58-addr-with-zero.csv": { roles: { identifier: ["src_host", "dst_host", "sender"] } },
  "53b-time-dmy-noampm.csv": {
    roles: { timestamp: ["Timestamp"] },
    warns: /12-hour clock .* use the order of the file/,
  },
  "55-unsw-only-attack-cat.csv": {
    label: "attack_cat",
    normal: [],
    warns: /437 records have no label/,
  },
  "55b-label-nan-word.csv": {
    label: "label",
    normal: ["Benign"],
    warns: /49 records have no label/,
  },
  "56-hms-duration.csv": {
    roles: { numeric: ["connection", "duration", "bytes"] },
    types: { client_version: "categorical" },
    ranges: { duration: [0, 700] },
  },
  "57-mac-oui-time.csv": { roles: { timestamp: ["clock"], categorical: ["mpls"] } },
};

function check(dataset: DatasetProfile, expected: Case): void {
  const { columns, labels, rows, rejected, warnings } = dataset;
  const named = (name: string) => columns.find((column) => column.name === name)!;
  assert.ok(rejected.count <= 0.01 * rows, `${rejected.count} lines rejected`);
  if (expected.rows !== undefined) assert.deepEqual([rows, rejected.count], [expected.rows, 0]);
  for (const [role, names] of Object.entries(expected.roles ?? {})) {
    for (const name of names) assert.equal(named(name).role, role, name);
  }
  for (const [name, type] of Object.entries(expected.types ?? {})) {
    assert.equal(named(name).type, type, name);
  }
  for (const [name, [min, max]] of Object.entries(expected.ranges ?? {})) {
    assert.ok(named(name).min! >= min && named(name).max! <= max, name);
  }
  if (expected.label !== undefined) assert.equal(dataset.labelColumn, expected.label);
  if (expected.told !== undefined) assert.equal(dataset.normalLabels, expected.told);
  if (expected.normal !== undefined) {
    const { normal } = expected;
    const isNormal = typeof normal === "function"
      ? normal
      : (name: string) => normal.includes(name);
    assert.ok(labels.length > 0);
    assert.deepEqual(
      labels.filter(({ attack }) => !attack).map(({ name }) => name),
      labels.map(({ name }) => name).filter(isNormal),
    );
  }
  if (expected.warns) assert.match(warnings.join("\n"), expected.warns);
}

Deno.test({
  name: "the case files become what a demanding user expects",
  ignore: !isThere,
  fn: async (t) => {
    for (const [file, expected] of Object.entries(CASES)) {
      await t.step(
        file,
        () => withFolder(async (target) => check(await ingest(folder + file, target), expected)),
      );
    }
  },
});

Deno.test({
  name: "case files of noise alone teach a detector nothing",
  ignore: !isThere,
  fn: async (t) => {
    await using server = await startServer();
    const client = new Client(server.url);
    for (const [file, expected] of Object.entries(CASES).filter(([, { noise }]) => noise)) {
      await t.step(file, async () => {
        const dataset = await client.upload(file, await Deno.readFile(folder + file));
        assert.equal(dataset.status, "ready");
        check(dataset, expected);
        const run = await client.run({
          train: dataset.id,
          detectors: [{ kind: "isolation-forest", params: {} }],
        });
        const auc = run.results[0].metrics.rocAuc!;
        assert.ok(Math.abs(auc - 0.5) < 0.06, `ROC-AUC ${auc}`);
      });
    }
  },
});
