import assert from "node:assert/strict";
import { ingest } from "../ingest/ingest.ts";
import { upload, withFolder } from "../testing.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";

/** A hundred records with one more column. */
async function withColumn(name: string, words: (i: number) => string): Promise<DatasetProfile> {
  let profile: DatasetProfile | undefined;
  await withFolder(async (folder) => {
    const lines = Array.from({ length: 100 }, (_, i) => `${i * 37 % 101},${words(i)}`);
    profile = await ingest(await upload(folder, [`bytes,${name}`, ...lines].join("\n")), folder);
  });
  return profile!;
}

Deno.test("ingest() finds label columns whose names or values say so, in several languages", async () => {
  for (
    const [name, normal, ...attacks] of [
      ["Klasse", "gutartig", "Angriff"],
      ["Etikett", "unauffällig", "DDoS"],
      ["etiqueta", "benigno", "ataque"],
      ["clase", "normal", "ataque", "escaneo"],
      ["étiquette", "bénin", "attaque"],
      ["type_attack", "normal", "dos"],
      ["Traffic Type", "benign", "bot"],
      ["Ergebnis", "harmlos", "Angriff"],
      ["q", "Normal", "Worm"],
    ]
  ) {
    const profile = await withColumn(name, (i) => i % 4 ? normal : attacks[i % attacks.length]);
    assert.equal(profile.labelColumn, name);
    assert.equal(profile.normalLabels, "known", name);
    const found = profile.labels.filter(({ attack }) => !attack).map(({ name }) => name);
    assert.deepEqual(found, [normal], name);
  }
});

Deno.test("ingest() finds labels of yes and no", async () => {
  for (const [name, yes, no] of [["evil", "1", "0"], ["compromised", "True", "False"]]) {
    const profile = await withColumn(name, (i) => i % 4 ? no : yes);
    assert.deepEqual([profile.labelColumn, profile.normalLabels], [name, "known"]);
  }
  const german = await withColumn("Angriff", (i) => i % 4 ? "nein" : "ja");
  assert.deepEqual(german.labels.map(({ name, attack }) => [name, attack]), [
    ["nein", false],
    ["ja", true],
  ]);
  for (const name of ["is_tcp", "num_compromised", "flag"]) {
    assert.equal((await withColumn(name, (i) => i % 4 ? "0" : "1")).labelColumn, null, name);
  }
});

Deno.test("ingest() hints at a column that names attacks alone and does not use it", async () => {
  const profile = await withColumn("scenario", (i) => ["DDoS-UDP", "PortScan", "Mirai"][i % 3]);
  assert.equal(profile.labelColumn, null);
  assert.deepEqual(profile.columns.map(({ role }) => role), ["numeric", "leaking"]);
  assert.match(profile.warnings.join(" "), /If "scenario" is the label, select it/);
  const honest = await withColumn("type", (i) => ["A", "AAAA", "PTR", "MX"][i % 4]);
  assert.equal(honest.columns[1].role, "categorical");
});

Deno.test("ingest() asks for the label of a table without names only where it found none", async () => {
  const ask = /is the label, select it/;
  await withFolder(async (folder) => {
    const lines = (word: (i: number) => string) =>
      Array.from({ length: 60 }, (_, i) => `${i * 37 % 101},${i % 7},${word(i)}`).join("\n");
    const found = await ingest(
      await upload(folder, lines((i) => i % 3 ? "normal" : "dos")),
      folder,
    );
    assert.equal(found.labelColumn, "column_3");
    assert.match(found.warnings.join(" "), /named by position/);
    assert.doesNotMatch(found.warnings.join(" "), ask);
    const none = await ingest(await upload(folder, lines((i) => `${i % 5}`)), folder);
    assert.equal(none.labelColumn, null);
    assert.match(none.warnings.join(" "), ask);
  });
});
