import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "../ingest/ingest.ts";
import { withFolder } from "../testing.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { ATTACKS } from "./attacks.ts";
import { type DemoOptions, generateDemo, MAX_DEMO_ROWS, MIN_DEMO_ROWS } from "./generate.ts";
import { writeDemo } from "./write.ts";

const PARTS = ["train", "test"] as const;

async function profileOf(options: DemoOptions): Promise<DatasetProfile> {
  let profile: DatasetProfile | undefined;
  await withFolder(async (folder) => {
    const path = join(folder, "demo.csv");
    await writeDemo(path, options);
    profile = await ingest(path, folder);
  });
  return profile!;
}

function columnsOf(options: DemoOptions): { features: string[][]; attack: boolean[] } {
  const rows = [...generateDemo(options)].map((line) => line.split(","));
  return {
    features: rows[0].slice(0, 41).map((_, i) => rows.map((row) => row[i])),
    attack: rows.map((row) => row[41] !== "normal."),
  };
}

Deno.test("generateDemo() gives the same bytes for the same seed, and others for another", () => {
  const text = (seed: number, part: DemoOptions["part"] = "train") =>
    [...generateDemo({ seed, rows: 1_500, part })].join("\n");
  assert.equal(text(5), text(5));
  assert.notEqual(text(5), text(6));
  assert.notEqual(text(5), text(5, "test"));
});

Deno.test("generateDemo() gives as many records as asked for, all of them KDD'99", async () => {
  for (const part of PARTS) {
    for (const rows of [MIN_DEMO_ROWS, 4_321]) {
      const profile = await profileOf({ seed: 2, rows, part });
      assert.deepEqual(
        [profile.format, profile.rows, profile.rejected.count],
        ["kdd99", rows, 0],
      );
    }
  }
  for (const rows of [MIN_DEMO_ROWS - 1, MAX_DEMO_ROWS + 1, 1000.5]) {
    assert.throws(() => generateDemo({ seed: 1, rows, part: "train" }).next(), RangeError);
  }
});

Deno.test("generateDemo() mixes normal traffic with attacks, some of them new in the test", async () => {
  const [train, test] = await Promise.all(
    PARTS.map((part) => profileOf({ seed: 1, rows: 8_000, part })),
  );
  const attacks = (profile: DatasetProfile) =>
    profile.labels.filter(({ attack }) => attack).map(({ name }) => name);
  const share = (profile: DatasetProfile) =>
    profile.labels.find(({ name }) => name === "normal")!.count / profile.rows;
  assert.ok(attacks(train).length >= 6);
  assert.ok(attacks(test).filter((name) => !attacks(train).includes(name)).length >= 3);
  assert.ok(share(train) > 0.65 && share(train) < 0.85, String(share(train)));
  assert.ok(share(test) > 0.55 && share(test) < 0.8, String(share(test)));
  for (const { label, train: expected } of ATTACKS.filter((attack) => attack.train > 0)) {
    const { count } = train.labels.find(({ name }) => name === label)!;
    assert.ok(Math.abs(count / 8_000 - expected) < 0.001, label);
  }
});

Deno.test("generateDemo() repeats records, as floods do", async () => {
  for (const part of PARTS) {
    const { duplicates } = await profileOf({ seed: 3, rows: 10_000, part });
    assert.ok(duplicates.share > 0.02 && duplicates.share < 0.3, String(duplicates.share));
  }
});

Deno.test("generateDemo() keeps every feature in its range", async () => {
  const { columns } = await profileOf({ seed: 4, rows: 10_000, part: "train" });
  for (const { name, min, max, missing } of columns) {
    assert.equal(missing, 0, name);
    if (min === null || max === null) continue;
    assert.ok(min >= 0, name);
    if (name.endsWith("_rate")) assert.ok(max <= 1, name);
    else if (name.startsWith("dst_host")) assert.ok(min >= 1 && max <= 255, name);
    else if (name === "count" || name === "srv_count") assert.ok(min >= 1 && max <= 511, name);
  }
  const services = columns.find(({ name }) => name === "service")!;
  assert.ok(services.distinct >= 15);
});

Deno.test("generateDemo() leaves no single feature that tells attacks apart", () => {
  for (const part of PARTS) {
    const { features, attack } = columnsOf({ seed: 1, rows: 6_000, part });
    for (const [index, values] of features.entries()) {
      assert.ok(
        bestAccuracy(values, attack) < 0.96,
        `feature ${index}: ${bestAccuracy(values, attack)}`,
      );
    }
  }
});

Deno.test("generateDemo() hides some attacks among records that are normal", () => {
  const rows = [...generateDemo({ seed: 1, rows: 20_000, part: "test" })];
  const normal = rows.filter((row) => row.endsWith(",normal."));
  // A buffer overflow in telnet: normal sessions become root and create files as well.
  const isRoot = (row: string) => row.split(",")[13] === "1";
  const overflow = rows.filter((row) => row.endsWith(",buffer_overflow."));
  assert.ok(normal.some(isRoot));
  assert.ok(overflow.some((row) => !isRoot(row)));
});

/** The best that a rule on one feature can do: a threshold for numbers, a list for words. */
function bestAccuracy(values: string[], attack: boolean[]): number {
  const groups = new Map<string, [number, number]>();
  values.forEach((value, i) => {
    const group = groups.get(value) ?? [0, 0];
    group[Number(attack[i])]++;
    groups.set(value, group);
  });
  const numeric = [...groups.keys()].every((value) => !Number.isNaN(Number(value)));
  if (!numeric) {
    const right = [...groups.values()].reduce((sum, [n, a]) => sum + Math.max(n, a), 0);
    return right / values.length;
  }
  const ordered = [...groups].sort(([a], [b]) => Number(a) - Number(b)).map(([, group]) => group);
  const attacks = attack.filter(Boolean).length;
  let right = attacks;
  let best = Math.max(right, values.length - right);
  for (const [n, a] of ordered) {
    right += n - a;
    best = Math.max(best, right, values.length - right);
  }
  return best / values.length;
}
