/**
 * The real datasets, where this machine has them: set NETSIFT_TEST_DATA to their folder.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "./ingest.ts";
import { realDataFolder, withFolder } from "./testing.ts";

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

Deno.test({
  name: "ingest() reads CIC-IDS-2017 with its repeated names and its labels",
  ignore: folder === null,
  fn: () =>
    withFolder(async (target) => {
      const path = join(folder!, "cicids2017/mondirkb/baseline_ddos.csv.gz");
      const profile = await ingest(path, target);
      assert.equal(profile.format, "csv");
      assert.equal(profile.rows + profile.rejected.count, 1_000);
      assert.equal(profile.columns.length, 85);
      assert.deepEqual(profile.labels, [{ name: "DDoS", count: profile.rows, attack: true }]);
      const role = (name: string) => profile.columns.find((column) => column.name === name)?.role;
      assert.deepEqual(["Flow ID", "Source IP", "Timestamp", "Flow Duration"].map(role), [
        "identifier",
        "identifier",
        "timestamp",
        "numeric",
      ]);
    }),
});
