import assert from "node:assert/strict";
import { ingest } from "./ingest.ts";
import { upload, withFolder } from "../testing.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { createRandom } from "../../base/random.ts";

async function ingested(content: string): Promise<DatasetProfile> {
  let profile: DatasetProfile;
  await withFolder(async (folder) => {
    profile = await ingest(await upload(folder, content), folder);
  });
  return profile!;
}

const rolesOf = ({ columns }: DatasetProfile) =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));

/** A table of made-up flows; `cells` adds to each row. */
function flows(rows: number, names: string[], cells: (i: number) => (string | number)[]): string {
  const { next } = createRandom(7);
  const lines = Array.from({ length: rows }, (_, i) =>
    [
      ...cells(i),
      Math.round(40 + Math.exp(9 * next())),
      Math.ceil(20 * next()),
      next().toFixed(3),
      next() < 0.1 ? "scan" : "normal",
    ].join(","));
  return [[...names, "bytes", "packets", "dur", "label"].join(","), ...lines].join("\n");
}

const HONEST = { bytes: "numeric", packets: "numeric", dur: "numeric", label: "label" };

Deno.test("ingest() knows counters, times, addresses and keys whatever their names", async () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const profile = await ingested(flows(500, names, (i) => [
    i + 17,
    1_772_323_200_000 + 250 * i,
    (1_772_323_200 + i / 3).toFixed(6),
    ["10.0.0.7", "-", "0", "fe80::1", "srv.example"][i % 5],
    `flow-${i}`,
    `2026-03-0${1 + i % 9}T10:0${i % 9}:00Z`,
    ["14:07:42", "08:30:11", "23:59:59"][i % 3],
  ]));
  assert.deepEqual(rolesOf(profile), {
    a: "identifier",
    b: "timestamp",
    c: "timestamp",
    d: "identifier",
    e: "identifier",
    f: "timestamp",
    g: "timestamp",
    ...HONEST,
  });
});

Deno.test("ingest() knows time since the start, and keeps what a file is sorted by", async () => {
  const { next } = createRandom(5);
  let time = 0;
  const lines = Array.from({ length: 600 }, () => {
    const gap = -Math.log(1 - next()) / 7;
    const now = time;
    time += gap;
    return [now.toFixed(6), now.toFixed(6), gap.toFixed(6), Math.round(40 + Math.exp(9 * next()))];
  }).map((cells) => [...cells, next() < 0.2 ? "scan" : "normal"]);
  const header = "frame.time_relative,q,frame.time_delta,volume,label";
  const byTime = await ingested([header, ...lines.map((line) => line.join(","))].join("\n"));
  const honest = { "frame.time_delta": "numeric", volume: "numeric", label: "label" };
  assert.deepEqual(rolesOf(byTime), {
    "frame.time_relative": "timestamp",
    q: "timestamp",
    ...honest,
  });
  assert.match(byTime.columns[1].reason!, /contains timestamps/);
  for (const key of [2, 3]) {
    const sorted = lines.toSorted((a, b) => Number(a[key]) - Number(b[key]));
    const text = [header, ...sorted.map((line) => line.join(","))].join("\n");
    const { volume, "frame.time_delta": delta } = rolesOf(await ingested(text));
    assert.deepEqual([volume, delta], ["numeric", "numeric"]);
  }
});

Deno.test("ingest() sees numberings of files that were joined, in the middle of many rows", async () => {
  const profile = await ingested(flows(9_000, ["x"], (i) => [i % 2_300]));
  assert.deepEqual(rolesOf(profile), { x: "identifier", ...HONEST });
});

Deno.test("ingest() leaves honest features alone", async () => {
  const { next } = createRandom(3);
  const names = ["port", "flag", "version", "service", "ttl", "count"];
  const profile = await ingested(flows(600, names, (i) => [
    1_024 + Math.floor(60_000 * next()),
    i % 2,
    ["7.4.1", "2.0.20", "16-0-1"][i % 3],
    ["dns", "-", "http"][i % 3],
    [64, 128, 255][i % 3],
    Math.min(511, i % 700),
  ]));
  assert.deepEqual(rolesOf(profile), {
    port: "numeric",
    flag: "numeric",
    version: "categorical",
    service: "categorical",
    ttl: "numeric",
    count: "numeric",
    ...HONEST,
  });
});

Deno.test("ingest() skips rows of empty cells and counts them", async () => {
  for (const [delimiter, empty] of [[",", ",,"], [";", ";;"], ["\t", "\t\t"], [",", '"",,""']]) {
    const rows = Array.from({ length: 60 }, (_, i) => i % 3 === 0 ? empty : `${i % 7},a,x`);
    const text = ["n,w,label", ...rows].join("\n").replaceAll(",", delimiter);
    const profile = await ingested(text);
    assert.deepEqual([profile.rows, profile.rejected.count], [40, 0], empty);
    assert.match(profile.warnings.join(), /20 rows of empty cells were skipped/);
  }
});

Deno.test("ingest() reads records that end with one empty cell more than the header", async () => {
  const rows = Array.from({ length: 50 }, (_, i) => `${i % 7},${i % 3},normal,`);
  const profile = await ingested(["a,b,label", ...rows].join("\n"));
  assert.deepEqual([profile.rows, profile.rejected.count, profile.columns.length], [50, 0, 3]);
});

Deno.test("ingest() keeps the few values with units, groups or hexadecimal digits", async () => {
  const rows = Array.from(
    { length: 300 },
    (_, i) =>
      `${i === 150 ? "  4.9 M" : i % 90},"${i % 2 ? "1,234,567" : "12"}",${
        i === 9 ? "0x1f" : i % 80
      }`,
  );
  const profile = await ingested(["bytes,total,port", ...rows].join("\n"));
  assert.deepEqual([profile.rows, profile.rejected.count], [300, 0]);
  assert.deepEqual(profile.columns.map(({ role, max }) => [role, max]), [
    ["numeric", 4.9e6],
    ["numeric", 1_234_567],
    ["numeric", 79],
  ]);
});

Deno.test("ingest() finds labels by their values", async () => {
  const kinds = await ingested(
    ["n,traffic", ...Array.from({ length: 90 }, (_, i) => `${i % 7},${i % 9 ? "Benign" : "Worm"}`)]
      .join("\n"),
  );
  assert.deepEqual([kinds.labelColumn, kinds.normalLabels], ["traffic", "known"]);
  const pair = await ingested(
    Array.from({ length: 90 }, (_, i) => `10.0.0.1,${i % 7},${i % 9 ? "" : "Worm"},${+!(i % 9)}`)
      .join("\n"),
  );
  assert.deepEqual(rolesOf(pair), {
    column_1: "constant",
    column_2: "numeric",
    column_3: "category",
    column_4: "label",
  });
  assert.deepEqual(pair.labels.map(({ name, attack }) => [name, attack]), [["0", false], [
    "1",
    true,
  ]]);
});

Deno.test("ingest() takes a label cell NaN for no label", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${["normal", "bot", "NaN"][i % 3]}`);
  const { labels, warnings } = await ingested(["n,label", ...rows].join("\n"));
  assert.deepEqual(labels.map(({ name }) => name), ["bot", "normal"]);
  assert.match(warnings.join(), /20 records have no label/);
});

Deno.test("ingest() tells of a clock of twelve hours without AM and PM", async () => {
  const rows = (clock: (hour: number) => string) =>
    [
      "time,n",
      ...Array.from({ length: 120 }, (_, i) =>
        `${3 + Math.floor(i / 24)}/7/2017 ${clock(i % 24)},${i % 7}`),
    ].join("\n");
  const half = await ingested(rows((hour) => `${(hour + 11) % 12 + 1}:00`));
  assert.match(half.warnings.join(), /12-hour clock without AM or PM/);
  const whole = await ingested(rows((hour) => `${hour}:00`));
  assert.doesNotMatch(whole.warnings.join(), /12-hour/);
});

Deno.test("ingest() knows raw files of UNSW-NB15 that were cut down to fewer columns", async () => {
  const record = (i: number, last: (string | number)[]) =>
    [
      ...["59.166.0.1", 1_390 + i, "149.171.126.6", 53, "udp", "CON", 0.001 * i, 132 + i % 9, 164],
      ...[31, 29, 0, 0, "dns", 500 + i, 650, 2, 2, 1_421_927_414 + i, 1_421_927_415 + i],
      ...[i % 3, i % 2 ? "" : " ", ...last],
    ].join(",");
  const text = (last: (i: number) => (string | number)[]) =>
    Array.from({ length: 100 }, (_, i) => record(i, last(i))).join("\n");
  const profile = await ingested(text((i) => i % 5 ? ["", 0] : ["Fuzzers", 1]));
  assert.equal(profile.format, "unsw-nb15");
  const roles = rolesOf(profile);
  assert.deepEqual(
    ["srcip", "dstip", "Stime", "Ltime", "column_21", "attack_cat", "Label"].map((name) =>
      roles[name]
    ),
    ["identifier", "identifier", "timestamp", "timestamp", "numeric", "category", "label"],
  );
  assert.deepEqual([profile.labelColumn, profile.normalLabels], ["Label", "known"]);
  assert.doesNotMatch(profile.warnings.join(), /named by position/);
  // Flows of another tool that end differently.
  assert.equal((await ingested(text((i) => [i % 4, i % 2]))).format, "csv");
});

Deno.test("ingest() knows the raw files of UNSW-NB15 by their shape", async () => {
  const record = (i: number) => [
    ...[
      "59.166.0.1",
      1_390 + i,
      "149.171.126.6",
      53,
      "udp",
      "CON",
      0.001 * i,
      132,
      164,
      31,
      29,
      0,
      0,
    ],
    ...[
      "dns",
      500,
      650,
      2,
      2,
      0,
      0,
      0,
      0,
      66,
      82,
      0,
      0,
      0,
      0,
      1_421_927_414 + i,
      1_421_927_415 + i,
    ],
    ...[0.01, 0.01, 0, 0, 0, 0, 0, "", "", " ", 3, 7, 1, 3, 1, 1, 1, i % 5 ? "" : " Fuzzers "],
    i % 5 ? 0 : 1,
  ];
  const text = Array.from({ length: 100 }, (_, i) => record(i).join(",")).join("\n");
  const profile = await ingested(text);
  assert.deepEqual([profile.format, profile.rows, profile.columns.length], ["unsw-nb15", 100, 49]);
  const roles = rolesOf(profile);
  assert.deepEqual(
    ["srcip", "Stime", "Ltime", "attack_cat", "Label"].map((name) => roles[name]),
    ["identifier", "timestamp", "timestamp", "category", "label"],
  );
  assert.deepEqual(profile.labels.map(({ name, attack }) => [name, attack]), [["0", false], [
    "1",
    true,
  ]]);
});
