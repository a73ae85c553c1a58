/**
 * The real datasets, where this machine has them: set NETSIFT_TEST_DATA to their folder.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "./ingest.ts";
import { readRecords } from "../records.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";
import { realDataFolder, upload, withFolder, zipOf } from "../testing.ts";

const folder = await realDataFolder();
if (folder === null) {
  console.warn("No real datasets here: set NETSIFT_TEST_DATA to their folder to test with them.");
}

const EXPECTED = [
  {
    file: "kddcup99/kddcup.data_10_percent.gz",
    format: "kdd99",
    rows: 494_021,
    normal: 97_278,
    different: 145_586,
  },
  {
    file: "kddcup99/corrected.gz",
    format: "kdd99",
    rows: 311_029,
    normal: 60_593,
    different: 77_291,
  },
  { file: "nsl-kdd/KDDTrain+.txt.gz", format: "nsl-kdd", rows: 125_973, normal: 67_343 },
  { file: "nsl-kdd/KDDTest+.txt.gz", format: "nsl-kdd", rows: 22_544, normal: 9_711 },
];

for (const { file, format, rows, normal, different } of EXPECTED) {
  Deno.test({
    name: `ingest() counts ${file} exactly`,
    ignore: folder === null,
    fn: () =>
      withFolder(async (target) => {
        const profile = await ingest(join(folder!, file), target);
        assert.equal(profile.format, format);
        assert.equal(profile.rows, rows);
        assert.equal(profile.rejected.count, 0);
        assert.equal(profile.labels.find((label) => label.name === "normal")?.count, normal);
        assert.deepEqual(profile.labels.filter(({ attack }) => !attack).length, 1);
        if (different) assert.equal(profile.rows - profile.duplicates.rows, different);
        const service = profile.columns.find(({ name }) => name === "service")!;
        assert.ok(service.distinct > 60 && service.distinct <= 70);
      }),
  });
}

/** Files of CIC-IDS-2017 with the labels and rows that their publishers or names give. */
const CIC: [file: string, columns: number, labels: Record<string, number>][] = [
  ["mondirkb/baseline_ddos", 85, { "DDoS": 1_000 }],
  ["mondirkb/baseline_portscan", 85, { "PortScan": 1_000 }],
  ["mondirkb/baseline_sqli", 85, { "Web Attack \u2013 Sql Injection": 21 }],
  ["mondirkb/baseline_xss", 85, { "Web Attack \u2013 XSS": 652 }],
  ["web_attacks_balanced", 84, {
    "BENIGN": 5_087,
    "Web Attack \u2013 Brute Force": 1_507,
    "Web Attack \u2013 XSS": 652,
    "Web Attack \u2013 Sql Injection": 21,
  }],
  ...[
    ["BENIGN_5000", "BENIGN"],
    ["Botnet_736", "Botnet"],
    ["DDoS_5000", "DDoS"],
    ["DoS_GoldenEye_5000", "DoS GoldenEye"],
    ["DoS_Hulk_5000", "DoS Hulk"],
    ["DoS_Slowhttptest_1740", "DoS Slowhttptest"],
    ["DoS_Slowloris_3859", "DoS Slowloris"],
    ["FTP-Patator_3972", "FTP-Patator"],
    ["Heartbleed_11", "Heartbleed"],
    ["Infiltration_-_Portscan_5000", "Infiltration - Portscan"],
    ["Infiltration_36", "Infiltration"],
    ["Portscan_5000", "Portscan"],
    ["SSH-Patator_2961", "SSH-Patator"],
    ["Web_Attack_-_Brute_Force_73", "Web Attack - Brute Force"],
    ["Web_Attack_-_SQL_Injection_13", "Web Attack - SQL Injection"],
    ["Web_Attack_-_XSS_18", "Web Attack - XSS"],
  ].map(([name, label]): [string, number, Record<string, number>] => [
    `improved_sampled_5000/${name}`,
    91,
    { [label]: Number(/\d+$/.exec(name)![0]) },
  ]),
];

/** Of editions with the same columns, some files in the gate. */
const chosen = CIC.filter(([, , labels], place) =>
  place % gateOrNightly(5, 1) === 0 || "BENIGN" in labels
);

for (const [file, columns, labels] of chosen) {
  Deno.test({
    name: `ingest() reads CIC-IDS-2017's ${file} without a rejected line`,
    ignore: folder === null,
    fn: () =>
      withFolder(async (target) => {
        const profile = await ingest(join(folder!, `cicids2017/${file}.csv.gz`), target);
        assert.equal(profile.format, "cic-ids-2017");
        assert.equal(profile.rejected.count, 0);
        assert.equal(profile.columns.length, columns);
        assert.deepEqual(
          Object.fromEntries(profile.labels.map(({ name, count }) => [name, count])),
          labels,
        );
        assert.deepEqual(
          profile.labels.filter(({ attack }) => !attack).map(({ name }) => name),
          "BENIGN" in labels ? ["BENIGN"] : [],
        );
        const roles = new Map(profile.columns.map(({ name, role }) => [name, role]));
        const own = columns === 91 ? ["Src IP", "Dst IP"] : ["Source IP", "Destination IP"];
        for (const name of ["Flow ID", ...own]) assert.equal(roles.get(name), "identifier", name);
        assert.equal(roles.get("Timestamp"), "timestamp");
        assert.equal(roles.get("Label"), "label");
        assert.equal(roles.get("Flow Duration"), "numeric");
        if (columns === 91) {
          assert.equal(roles.get("id"), "identifier");
          assert.equal(roles.get("Attempted Category"), "category");
        }
      }),
  });
}

Deno.test({
  name: "ingest() joins the corrected edition of CIC-IDS-2017 from one archive",
  ignore: folder === null,
  fn: () =>
    withFolder(async (target) => {
      const names = ["Heartbleed_11", "Infiltration_36", "Web_Attack_-_XSS_18"];
      const files = await Promise.all(names.map(async (name) => ({
        name: `improved/${name}.csv.gz`,
        content: await Deno.readFile(
          join(folder!, `cicids2017/improved_sampled_5000/${name}.csv.gz`),
        ),
        stored: true,
      })));
      const profile = await ingest(await upload(target, zipOf(...files)), target);
      assert.deepEqual([profile.format, profile.rows], ["cic-ids-2017", 65]);
      assert.deepEqual(profile.labels.map(({ count }) => count), [36, 18, 11]);
    }),
});

Deno.test({
  name: "ingest() reads NSL-KDD's ARFF as it reads the text",
  ignore: folder === null,
  fn: () =>
    withFolder(async (target) => {
      const tables = [];
      for (const kind of ["txt", "arff"]) {
        const into = join(target, kind);
        await Deno.mkdir(into);
        const profile = await ingest(join(folder!, `nsl-kdd/KDDTest+.${kind}.gz`), into);
        assert.deepEqual([profile.format, profile.rows], ["nsl-kdd", 22_544]);
        assert.equal(profile.rejected.count, 0);
        const { rows } = await readRecords(join(into, "data.parquet"), { limit: 30_000 });
        tables.push(rows);
      }
      const [text, arff] = tables;
      assert.deepEqual(arff.map((row) => row.slice(0, 41)), text.map((row) => row.slice(0, 41)));
      assert.deepEqual(
        arff.map((row) => row[41] === "normal"),
        text.map((row) => row[41] === "normal"),
      );
    }),
});
