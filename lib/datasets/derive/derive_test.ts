import assert from "node:assert/strict";
import fc from "fast-check";
import { join } from "node:path";
import { ingest } from "../ingest/ingest.ts";
import type { Derivation, FilterOptions, SplitOptions } from "../../resources/dataset_origin.ts";
import { readRecords } from "../records.ts";
import { upload, withFolder } from "../testing.ts";
import type { DatasetProfile, RecordTable } from "../../resources/dataset.ts";
import { derive, type Parent } from "./derive.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

/** A dataset of a CSV text. */
async function dataset(folder: string, name: string, csv: string): Promise<Parent> {
  const target = join(folder, name);
  await Deno.mkdir(target);
  const profile = await ingest(await upload(folder, csv, { name: `${name}.csv` }), target);
  return { name, parquet: join(target, "data.parquet"), profile };
}

/** Derives, and gives what came of it. */
async function derived(
  parents: Parent[],
  derivation: Derivation,
  file?: string,
): Promise<{ profile: DatasetProfile; rows: RecordTable["rows"] }> {
  const target = await Deno.makeTempDir({ prefix: "netsift-derived-" });
  try {
    const profile = await derive(parents, derivation, target, { file });
    const files = await Array.fromAsync(Deno.readDir(target), ({ name }) => name);
    assert.deepEqual(files, ["data.parquet"]);
    const { rows } = await readRecords(join(target, "data.parquet"), { limit: 100_000 });
    assert.equal(rows.length, profile.rows);
    return { profile, rows };
  } finally {
    await Deno.remove(target, { recursive: true });
  }
}

/** Rows of three columns: a running number, a word and a label. */
function table(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i},${i % 7 ? "http" : "dns"},${i % 10 ? "normal" : "worm"}`,
  );
  return ["n,service,label", ...lines].join("\n") + "\n";
}

const first = (rows: RecordTable["rows"]) => rows.map(([value]) => Number(value));

/** Both parts of a split. */
async function split(parent: Parent, options: SplitOptions) {
  const part = async (name: "first" | "second") =>
    await derived([parent], { operation: "split", options: { ...options, part: name } });
  return [await part("first"), await part("second")] as const;
}

Deno.test("derive() splits at random into two parts that make up the whole, in order", () =>
  withFolder(async (folder) => {
    const parent = await dataset(folder, "a", table(1000));
    const options = { by: "random", share: 0.3, seed: 7, perLabel: false } as const;
    const [train, test] = await split(parent, options);
    assert.equal(test.profile.rows, 300);
    const numbers = [...first(train.rows), ...first(test.rows)];
    assert.deepEqual(numbers.toSorted((a, b) => a - b), Array.from({ length: 1000 }, (_, i) => i));
    assert.deepEqual(first(test.rows), first(test.rows).toSorted((a, b) => a - b));
    assert.notDeepEqual(first(test.rows), Array.from({ length: 300 }, (_, i) => 700 + i));

    assert.deepEqual((await split(parent, options))[1].rows, test.rows, "same seed, same rows");
    const [, other] = await split(parent, { ...options, seed: 8 });
    assert.notDeepEqual(other.rows, test.rows);
  }));

Deno.test("derive() splits each label alike where asked to, and leaves none out of a part", () =>
  withFolder(async (folder) => {
    const labels = [...Array(90).fill("normal"), ...Array(8).fill("dos"), "worm", "worm", "once"];
    const csv = "n,label\n" + labels.map((label, i) => `${i},${label}`).join("\n");
    const parent = await dataset(folder, "a", csv);
    const [train, test] = await split(parent, {
      by: "random",
      share: 0.25,
      seed: 1,
      perLabel: true,
    });
    const counts = ({ profile }: typeof train) =>
      Object.fromEntries(profile.labels.map(({ name, count }) => [name, count]));
    assert.deepEqual(counts(test), { normal: 23, dos: 2, worm: 1 });
    assert.deepEqual(counts(train), { normal: 67, dos: 6, worm: 1, once: 1 });
  }));

Deno.test("derive() splits by order and by time, however times are written", () =>
  withFolder(async (folder) => {
    const parent = await dataset(folder, "order", table(10));
    const [head, tail] = await split(parent, { by: "order", share: 0.34 });
    assert.deepEqual(first(head.rows), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(first(tail.rows), [7, 8, 9]);

    const hours = [3, 1, 2, 4, 0];
    const writings: Record<string, (hour: number) => string> = {
      iso: (hour) => `2017-07-05T0${hour}:30:00`,
      dayFirst: (hour) => `${15 + hour}/7/2017 3:30`,
      dayFirstNoon: (hour) => `05/07/2017 0${hour + 1}:30:00 PM`,
      monthFirst: (hour) => `7/${15 + hour}/2017 03:30:01`,
      epoch: (hour) => String(1_500_000_000 + hour * 3600.5),
    };
    for (const [name, write] of Object.entries(writings)) {
      const csv = "n,timestamp\n" + hours.map((hour, i) => `${i},${write(hour)}`).join("\n");
      const timed = await dataset(folder, name, csv);
      const [early, late] = await split(timed, { by: "time", column: "timestamp", share: 0.4 });
      assert.deepEqual(first(early.rows), [1, 2, 4], name);
      assert.deepEqual(first(late.rows), [0, 3], name);
      assert.equal(
        early.profile.warnings.some((warning) => warning.includes("day before the month")),
        name === "dayFirstNoon",
      );
    }

    const words = await dataset(folder, "words", "n,timestamp\n1,soon\n2,later\n3,never\n");
    await assert.rejects(split(words, { by: "time", column: "timestamp", share: 0.5 }), {
      name: "DatasetError",
      message: /"timestamp", such as "later", cannot be read as points in time/,
    });
  }));

Deno.test("derive() splits each label by time where asked to", () =>
  withFolder(async (folder) => {
    const days = [9, 1, 5, 3, 7, 8, 2, 4, 6, 0];
    const csv = "n,timestamp,label\n" +
      days.map((day, i) => `${i},2017-07-1${day} 12:00:00,${i < 6 ? "normal" : "worm"}`)
        .concat("10,2017-07-01 00:00:00,once").join("\n");
    const parent = await dataset(folder, "a", csv);
    const [early, late] = await split(parent, {
      by: "time",
      column: "timestamp",
      share: 0.34,
      perLabel: true,
    });
    assert.deepEqual(first(late.rows), [0, 5, 8], "two of six normal, one of four worm");
    assert.deepEqual(first(early.rows), [1, 2, 3, 4, 6, 7, 9, 10]);
  }));

Deno.test("derive() keeps the rows of some labels, or those of all others", () =>
  withFolder(async (folder) => {
    const cases = [
      { name: "words", labels: ["normal", "it's", "worm", "", "it's"], one: "it's" },
      { name: "numbers", labels: ["0", "1", "2", "", "1"], one: "1" },
    ];
    for (const { name, labels, one } of cases) {
      const csv = "n,label\n" + labels.map((label, i) => `${i},${label}`).join("\n") + "\n";
      const parent = await dataset(folder, name, csv);
      const kept = async (options: FilterOptions) =>
        first((await derived([parent], { operation: "filter", options })).rows);
      assert.deepEqual(await kept({ keep: [one, labels[0]] }), [0, 1, 4]);
      assert.deepEqual(await kept({ drop: [one] }), [0, 2, 3], "rows without a label stay");
    }
  }));

Deno.test("derive() samples rows and labels", () =>
  withFolder(async (folder) => {
    const parent = await dataset(folder, "a", table(1000));
    const sample = async (options: object) =>
      (await derived([parent], {
        operation: "sample",
        options: { seed: 1, perLabel: false, ...options } as never,
      })).profile;
    assert.equal((await sample({ rows: 137 })).rows, 137);
    assert.equal((await sample({ share: 0.021 })).rows, 21);
    const labels = async (options: object) =>
      (await sample({ perLabel: true, ...options })).labels.map(({ count }) => count);
    assert.deepEqual(await labels({ rows: 50 }), [50, 50]);
    assert.deepEqual(await labels({ rows: 500 }), [500, 100], "fewer where there are fewer");
    assert.deepEqual(await labels({ share: 0.001 }), [1, 1], "at least one of each");
  }));

Deno.test("derive() drops duplicates and keeps the first of equal rows in order", () =>
  withFolder(async (folder) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom("a", "b", "")), {
          minLength: 2,
          maxLength: 40,
        }),
        async (rows) => {
          const name = crypto.randomUUID();
          const csv = "x,word\n" + rows.map((cells) => cells.join(",")).join("\n") + "\n";
          const parent = await dataset(folder, name, csv);
          const { profile, rows: left } = await derived([parent], {
            operation: "drop-duplicates",
            options: {},
          });
          const expected = [...new Map(rows.map((cells) => [String(cells), cells])).values()];
          assert.deepEqual(
            left.map(([x, word]) => [Number(x), word ?? ""]),
            expected,
          );
          assert.equal(profile.duplicates.rows, 0);
          assert.equal(rows.length - left.length, parent.profile.duplicates.rows);
        },
      ),
      { numRuns: gateOrNightly(4, 40) },
    );
  }));

Deno.test("derive() combines by column name, one parent after the other", () =>
  withFolder(async (folder) => {
    const big = await dataset(folder, "big", table(30_000));
    const turned = await dataset(folder, "turned", "label,n,service\nnew,-1,\nnew,-2,\n");
    const { profile, rows } = await derived([big, turned], { operation: "combine", options: {} });
    assert.deepEqual(first(rows), [...Array(30_000).keys(), -1, -2]);
    assert.deepEqual(rows.at(-1), [-2, null, "new"]);
    assert.deepEqual(profile.labels.map(({ name, count }) => [name, count]), [
      ["normal", 27_000],
      ["worm", 3000],
      ["new", 2],
    ]);

    const other = await dataset(folder, "other", "n,proto,label\nx,1,normal\ny,2,normal\n");
    await assert.rejects(derived([big, other], { operation: "combine", options: {} }), {
      message:
        '"other" has different columns from "big": it lacks "service"; it also has "proto"; types differ in "n".',
    });
  }));

Deno.test("derive() keeps roles and normal labels that a person has chosen", () =>
  withFolder(async (folder) => {
    const parent = await dataset(folder, "a", table(100));
    const { columns, labels } = parent.profile;
    const changed: Parent = {
      ...parent,
      profile: {
        ...parent.profile,
        columns: columns.map((column) =>
          column.name === "n" ? { ...column, role: "ignored" } : column
        ),
        labels: labels.map((label) => ({ ...label, attack: label.name === "normal" })),
      },
    };
    const { profile } = await derived([changed], {
      operation: "sample",
      options: { rows: 2, perLabel: true, seed: 1 },
    });
    assert.deepEqual(profile.columns.map(({ role }) => role).toSpliced(1, 1), ["ignored", "label"]);
    assert.equal(profile.labelColumn, "label");
    assert.deepEqual(
      profile.labels.map(({ name, attack }) => [name, attack]).sort(),
      [["normal", true], ["worm", false]],
    );
  }));

Deno.test("derive() keeps what becomes of missing values, and counts the rows that it costs", () =>
  withFolder(async (folder) => {
    const csv = "x,label\n1,normal\n2,normal\n,worm\n3,worm\n,worm\n4,normal\n";
    const parent = await dataset(folder, "a", csv);
    const columns = parent.profile.columns.map((column) => ({
      ...column,
      policy: "drop-row" as const,
    }));
    const { profile } = await derived(
      [{ ...parent, profile: { ...parent.profile, columns } }],
      { operation: "split", options: { by: "order", share: 0.2, part: "first" } },
    );
    assert.equal(profile.columns[0].policy, "drop-row");
    assert.deepEqual(
      profile.labels.map(({ name, dropped }) => [name, dropped]),
      [["worm", 2], ["normal", 0]],
    );
  }));

Deno.test("derive() leaves nothing behind when it fails or is stopped", () =>
  withFolder(async (folder) => {
    const parent = await dataset(folder, "a", table(100));
    const target = join(folder, "target");
    await Deno.mkdir(target);
    const derivation = { operation: "drop-duplicates", options: {} } as const;
    const missing = { ...parent, parquet: join(folder, "nothing.parquet") };
    await assert.rejects(derive([missing], derivation, target));
    await assert.rejects(
      derive([parent], derivation, target, { signal: AbortSignal.abort(new Error("stop")) }),
      /stop/,
    );
    assert.deepEqual(await Array.fromAsync(Deno.readDir(target)), []);
  }));

const CONNECTIONS = [
  "ts,src_ip,src_port,dst_ip,dst_port,proto,bytes,label",
  "2017-07-07T13:54:59Z,172.16.0.1,40000,192.168.10.50,80,tcp,10,old",
  "2017-07-07T13:55:00Z,172.16.0.1,40001,192.168.10.50,80,tcp,11,old",
  "2017-07-07T14:00:00Z,192.168.10.50,22,172.16.0.1,40002,tcp,12,older",
  "2017-07-07T14:00:01Z,172.16.0.1,40003,192.168.10.50,53,udp,13,older",
  "2017-07-07T14:35:00Z,10.0.0.9,40004,192.168.10.50,22,tcp,14,old",
  "2017-07-07T14:35:01Z,10.0.0.9,40005,8.8.8.8,53,udp,15,old",
].join("\n") + "\n";

/** Labels connections by lines, and gives the label of each. */
async function labelled(
  folder: string,
  csv: string,
  options: { timeZone?: string; others?: string },
) {
  const parent = await dataset(folder, "connections", CONNECTIONS);
  const file = join(folder, "labels.csv");
  await Deno.writeTextFile(file, csv);
  const { profile, rows } = await derived([parent], {
    operation: "labels",
    options: { lines: 1, column: "joined_label", timeZone: "UTC", ...options },
  }, file);
  return { profile, labels: rows.map((row) => row.at(-1)) };
}

Deno.test("derive() labels records by time, ends and protocol; the first line that fits wins", () =>
  withFolder(async (folder) => {
    const csv = [
      "from;to;source;source_port;destination;destination_port;protocol;label",
      "2017-07-07 15:55;2017-07-07 16:35;172.16.0.1;;192.168.10.50;;tcp;Scan",
      ";;;;;22;;SSH",
      "2017-07-07 16:00;2017-07-07 16:36;172.16.0.1;;;;;Any",
      ";;1.2.3.4;;;;;Never",
    ].join("\n");
    const { profile, labels } = await labelled(folder, csv, { timeZone: "Europe/Prague" });
    // A second before the range; its first moment; the other way round; of another protocol; by port.
    assert.deepEqual(labels, [null, "Scan", "Scan", "Any", "SSH", null]);
    assert.equal(profile.labelColumn, "joined_label");
    assert.equal(profile.columns.find(({ name }) => name === "label")?.role, "leaking");
    assert.deepEqual(profile.warnings.slice(0, 2), [
      "4 of 6 records got a label from the label lines.",
      "1 label line labels no record, or only records that an earlier line labels: line 5.",
    ]);
  }));

Deno.test("derive() gives all other records the label that was asked for", () =>
  withFolder(async (folder) => {
    const csv = "protocol,label\nudp,DNS attack\n";
    const { profile, labels } = await labelled(folder, csv, { others: "BENIGN" });
    assert.deepEqual(new Set(labels), new Set(["DNS attack", "BENIGN"]));
    assert.deepEqual(
      profile.labels.map(({ name, count, attack }) => [name, count, attack]),
      [["BENIGN", 4, false], ["DNS attack", 2, true]],
    );
  }));

Deno.test("derive() says when records are where no label line is about any", () =>
  withFolder(async (folder) => {
    await assert.rejects(
      labelled(folder, "from,label\n2018-01-01,x\n", {}),
      /No label line matches.*2017-07-07T13:54:59.000Z to 2017-07-07T14:35:01.000Z/,
    );
  }));
