import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "./ingest/ingest.ts";
import { realDataFolder, withFolder } from "./testing.ts";

const folder = await realDataFolder();

/** `training_attack_types` of KDD'99: the kind of each attack. */
async function attackKinds(): Promise<Map<string, string>> {
  const text = await Deno.readTextFile(join(folder!, "kddcup99/training_attack_types"));
  const lines = text.trim().split("\n").map((line) => line.trim().split(" "));
  return new Map(lines.map(([name, kind]): [string, string] => [name, kind]));
}

Deno.test({
  name: "the profile of KDD'99's 10 % file equals the published facts",
  ignore: folder === null,
  fn: () =>
    withFolder(async (target) => {
      const path = join(folder!, "kddcup99/kddcup.data_10_percent.gz");
      const profile = await ingest(path, target);
      const kinds = await attackKinds();
      const rows: Record<string, number> = {};
      for (const { name, count } of profile.labels) {
        const kind = kinds.get(name) ?? name;
        rows[kind] = (rows[kind] ?? 0) + count;
      }
      assert.deepEqual(rows, { normal: 97_278, dos: 391_458, probe: 4_107, r2l: 1_126, u2r: 52 });
      assert.equal(profile.duplicates.rows, 494_021 - 145_586);
      assert.equal(
        profile.labels.reduce((sum, { duplicates }) => sum + duplicates, 0),
        profile.duplicates.rows,
      );
      assert.ok(profile.columns.every(({ infinite, missing }) => infinite + missing === 0));
      assert.deepEqual(
        profile.columns.filter(({ role }) => role === "constant").map(({ name }) => name),
        ["num_outbound_cmds", "is_host_login"],
      );
      // Strong features, and honest ones: none is taken for a copy of the label.
      assert.ok(profile.columns.every(({ role }) => role !== "leaking"));
      for (const { histogram, type, min, max } of profile.columns) {
        if (type === "categorical") continue;
        const { edges, counts } = histogram!;
        assert.equal(counts.reduce((sum, count) => sum + count, 0), 494_021);
        assert.ok(edges[0] <= min! && edges.at(-1)! >= max!);
      }
      assert.match(profile.warnings.join(" "), /70\.5% of the rows are duplicates: 348,435 equal/);
      assert.match(profile.warnings.join(" "), /2 columns have only one value/);
    }),
});
