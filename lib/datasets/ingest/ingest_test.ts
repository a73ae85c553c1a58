import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ingest, type IngestOptions } from "./ingest.ts";
import { readRecords } from "../records.ts";
import { bytesOf, kddLine, upload, withFolder } from "../testing.ts";
import type { DatasetProfile, DatasetProgress } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";

async function ingested(
  content: string | Uint8Array,
  options: IngestOptions & { gzip?: boolean; name?: string } = {},
): Promise<DatasetProfile & { records: (string | number | null)[][] }> {
  let result: Awaited<ReturnType<typeof ingested>> | undefined;
  await withFolder(async (folder) => {
    const path = await upload(folder, content, options);
    const profile = await ingest(path, folder, options);
    const { rows } = await readRecords(join(folder, "data.parquet"), { limit: 1_000 });
    result = { ...profile, records: rows };
  });
  return result!;
}

async function refusal(
  content: string | Uint8Array,
  options: IngestOptions & { gzip?: boolean; name?: string } = {},
): Promise<string> {
  let message = "";
  await withFolder(async (folder) => {
    const path = await upload(folder, content, options);
    await assert.rejects(ingest(path, folder, options), (error) => {
      assert.ok(error instanceof DatasetError, String(error));
      message = error.message;
      return true;
    });
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), [
      options.name ?? "upload",
    ]);
  });
  return message;
}

function columnOf(profile: DatasetProfile, name: string) {
  return profile.columns.find((column) => column.name === name)!;
}

Deno.test("ingest() reads KDD'99 and stores labels without the dot", async () => {
  const lines = [kddLine("normal."), kddLine("smurf."), kddLine("smurf."), kddLine("neptune.")];
  for (const gzip of [false, true]) {
    const profile = await ingested(lines.join("\n"), { gzip, name: "what.ever" });
    assert.equal(profile.format, "kdd99");
    assert.equal(profile.rows, 4);
    assert.equal(profile.columns.length, 42);
    assert.equal(profile.labelColumn, "label");
    assert.deepEqual(profile.labels, [
      { name: "smurf", count: 2, attack: true, duplicates: 1, dropped: 0 },
      { name: "neptune", count: 1, attack: true, duplicates: 0, dropped: 0 },
      { name: "normal", count: 1, attack: false, duplicates: 0, dropped: 0 },
    ]);
    assert.deepEqual(profile.duplicates, { rows: 1, share: 0.25 });
    assert.equal(columnOf(profile, "src_bytes").type, "numeric");
    assert.equal(columnOf(profile, "service").type, "categorical");
  }
});

Deno.test("ingest() reads NSL-KDD and keeps the difficulty out of the features", async () => {
  const lines = [kddLine("normal,21"), kddLine("neptune,3", { 4: 7 })];
  const profile = await ingested(`${lines.join("\r\n")}\r\n`);
  assert.equal(profile.format, "nsl-kdd");
  assert.deepEqual(profile.labels.map(({ name }) => name), ["neptune", "normal"]);
  assert.equal(columnOf(profile, "difficulty").role, "ignored");
  assert.equal(columnOf(profile, "difficulty").max, 21);
});

Deno.test("ingest() reads KDD records below a header as CSV", async () => {
  const header = Array.from({ length: 41 }, (_, i) => `name_${i}`).join(",");
  const profile = await ingested(`${header},class\n${kddLine("normal.")}\n${kddLine("back.")}\n`);
  assert.deepEqual([profile.format, profile.rows, profile.labelColumn], ["csv", 2, "class"]);
  assert.deepEqual(profile.labels.map(({ attack }) => attack), [true, false]);
});

Deno.test("ingest() reads CSV with a header, whatever the delimiter", async () => {
  for (const delimiter of [",", ";", "\t", "|"]) {
    const rows = [
      ["bytes", "service", "Label"],
      ["10", "web", " BENIGN "],
      ["20", `a${delimiter}b`, "DoS"],
      ["", "", "DoS"],
    ];
    const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join("\n");
    const profile = await ingested(text);
    assert.equal(profile.format, "csv");
    assert.deepEqual(profile.records, [
      [10, "web", "BENIGN"],
      [20, `a${delimiter}b`, "DoS"],
      [null, null, "DoS"],
    ]);
    assert.deepEqual(profile.labels, [
      { name: "DoS", count: 2, attack: true, duplicates: 0, dropped: 0 },
      { name: "BENIGN", count: 1, attack: false, duplicates: 0, dropped: 0 },
    ]);
    assert.equal(columnOf(profile, "bytes").missing, 1);
  }
});

Deno.test("ingest() gives exact statistics for each column", async () => {
  const profile = await ingested("x,word,label\n1,a,0\n2,a,0\n4,b,1\n5,,1\n");
  assert.deepEqual(columnOf(profile, "x"), {
    name: "x",
    role: "numeric",
    reason: null,
    type: "numeric",
    missing: 0,
    infinite: 0,
    policy: "median",
    distinct: 4,
    min: 1,
    max: 5,
    mean: 3,
    std: Math.sqrt(10 / 3),
    top: [1, 2, 4, 5].map((value) => ({ value: String(value), count: 1 })),
    histogram: { edges: [0.5, 1.5, 2.5, 3.5, 4.5, 5.5], counts: [1, 1, 0, 1, 1] },
  });
  assert.deepEqual(columnOf(profile, "word"), {
    name: "word",
    role: "categorical",
    reason: null,
    type: "categorical",
    missing: 1,
    infinite: 0,
    policy: "median",
    distinct: 2,
    min: null,
    max: null,
    mean: null,
    std: null,
    top: [{ value: "a", count: 2 }, { value: "b", count: 1 }],
    histogram: null,
  });
  assert.deepEqual(profile.labels.map(({ name, attack }) => [name, attack]), [
    ["0", false],
    ["1", true],
  ]);
});

Deno.test("ingest() rejects lines with 41 and 44 fields in the middle and goes on", async () => {
  const lines = Array.from({ length: 5_000 }, () => kddLine("normal."));
  lines[1_200] = lines[1_200].split(",").slice(1).join(",");
  lines[3_400] += ",1,2";
  for (const gzip of [false, true]) {
    const profile = await ingested(lines.join("\n"), { gzip });
    assert.equal(profile.rows, 4_998);
    assert.deepEqual(profile.rejected, {
      count: 2,
      first: [
        { line: 1_201, reason: "expected 42 fields, found 41" },
        { line: 3_401, reason: "expected 42 fields, found 44" },
      ],
    });
    assert.match(profile.warnings.join(" "), /2 lines \(under 0\.1%\) could not be read/);
  }
});

Deno.test("ingest() rejects words in place of numbers, with line, column and word", async () => {
  const profile = await ingested(
    [
      kddLine("normal."),
      "",
      kddLine("normal.", { 4: "abc" }),
      "1,2",
      kddLine("normal.", { 0: "x".repeat(100), 4: "y" }),
      kddLine("smurf.", { 4: "Infinity", 5: "NaN", 0: "" }),
    ].join("\n"),
  );
  assert.equal(profile.rows, 2);
  assert.deepEqual(profile.rejected, {
    count: 3,
    first: [
      { line: 3, reason: 'column "src_bytes" expects a number, got "abc"' },
      { line: 4, reason: "expected 42 fields, found 2" },
      { line: 5, reason: `column "duration" expects a number, got "${"x".repeat(40)}..."` },
    ],
  });
  assert.deepEqual(profile.records[1].slice(0, 6), [null, "tcp", "http", "SF", "Infinity", null]);
  assert.deepEqual([
    columnOf(profile, "src_bytes").infinite,
    columnOf(profile, "dst_bytes").missing,
  ], [
    1,
    1,
  ]);
});

Deno.test("ingest() decides the type of a column from the whole file", async () => {
  const late = Array.from({ length: 30_000 }, (_, i) => `${i},${i < 25_000 ? i : "word"}`);
  const mostly = Array.from(
    { length: 1_000 },
    (_, i) => i % 200 === 77 ? `${i},many` : `${i},${i}`,
  );
  const categorical = await ingested(`id,x\n${late.join("\n")}\n`);
  assert.equal(columnOf(categorical, "x").type, "categorical");
  assert.equal(categorical.rejected.count, 0);
  const numeric = await ingested(`n,x\n${mostly.join("\n")}\n`);
  assert.equal(columnOf(numeric, "x").type, "numeric");
  assert.equal(numeric.rejected.count, 5);
  assert.deepEqual(numeric.rejected.first[0], {
    line: 79,
    reason: 'column "x" expects a number, got "many"',
  });
});

Deno.test("ingest() takes what tools write for missing numbers as missing", async () => {
  const words = ["NA", "null", "-", "?", "None", "N/A", "", " ", "NaN"];
  const lines = Array.from({ length: 60 }, (_, i) => {
    const gap = words[i % 10];
    return `${gap ?? i},${gap ?? "tcp"},-,x`;
  });
  const profile = await ingested(`bytes,proto,service,label\n${lines.join("\n")}\n`);
  assert.equal(profile.rejected.count, 0);
  const bytes = columnOf(profile, "bytes");
  assert.deepEqual([bytes.type, bytes.missing, bytes.distinct], ["numeric", 54, 6]);
  const proto = columnOf(profile, "proto");
  // Of words, nothing and blanks alone are missing.
  assert.deepEqual([proto.type, proto.missing], ["categorical", 12]);
  assert.deepEqual(profile.records[0].slice(0, 3), [null, "NA", "-"]);
  assert.equal(columnOf(profile, "service").type, "categorical");
});

Deno.test("ingest() leaves out headers that are repeated among the records", async () => {
  const header = "Dst Port, Flow Duration,Label";
  const lines = Array.from({ length: 400 }, (_, i) => `${i % 9},${i},${i % 3 ? "Benign" : "DoS"}`);
  lines[99] = lines[299] = header;
  const { rows, rejected, labels } = await ingested(`${header}\n${lines.join("\n")}\n`);
  assert.deepEqual([rows, labels.map(({ name }) => name)], [398, ["Benign", "DoS"]]);
  assert.deepEqual(
    rejected.first,
    [101, 301].map((line) => ({
      line,
      reason: "the header is repeated here",
    })),
  );
});

Deno.test("ingest() skips what is above a table", async () => {
  const rows = "a,b,label\n1,2,x\n3,oops,y,\n5,6,y\n";
  for (
    const [above, names] of [
      ["# made by a tool\n# on a day\n\n", "a"],
      ["#made,by\r\n", "a"],
      ["# nothing here\n#a,b,label\n", "#a"],
    ]
  ) {
    const text = names === "a" ? above + rows : above + rows.slice("a,b,label\n".length);
    const profile = await ingested(text);
    assert.deepEqual(profile.columns.map(({ name }) => name), [names, "b", "label"]);
    assert.deepEqual(profile.records, [[1, 2, "x"], [5, 6, "y"]]);
    const line = text.split("\n").findIndex((each) => each.includes("oops")) + 1;
    assert.deepEqual(profile.rejected.first.map(({ line }) => line), [line]);
  }
  const excel = await ingested(`sep=;\r\n${rows.replaceAll(",", ";").replaceAll("\n", "\r\n")}`);
  assert.deepEqual(excel.records, [[1, 2, "x"], [5, 6, "y"]]);
});

Deno.test("ingest() knows the row numbers that pandas writes", async () => {
  const lines = (first: number) => Array.from({ length: 30 }, (_, i) => `${i + first},${i % 4},x`);
  const roles = async (header: string, first = 0) =>
    (await ingested(`${header}\n${lines(first).join("\n")}\n`)).columns.map(({ role }) => role);
  assert.equal((await roles(",bytes,label"))[0], "identifier");
  assert.equal((await roles("Unnamed: 0,bytes,label", 7))[0], "identifier");
  assert.equal((await roles("number,bytes,label"))[0], "numeric");
});

Deno.test("ingest() keeps the first hundred rejected lines and counts all", async () => {
  const lines = Array.from({ length: 900 }, (_, i) => i % 2 === 0 ? `${i},1` : `${i}`);
  const { rows, rejected } = await ingested(`a,b\n${lines.join("\n")}`);
  assert.deepEqual([rows, rejected.count, rejected.first.length], [450, 450, 100]);
  assert.deepEqual([rejected.first[0].line, rejected.first[99].line], [3, 201]);
});

Deno.test("ingest() keeps the order of a file that is read in parallel", async () => {
  const lines = Array.from({ length: 400_000 }, (_, i) => `${i},some words to fill the line,${i}`);
  await withFolder(async (folder) => {
    const path = await upload(folder, `n,text,m\n${lines.join("\n")}\n`);
    await ingest(path, folder);
    const { rows } = await readRecords(join(folder, "data.parquet"), {
      rowNumbers: [0, 1, 123_456, 399_999],
    });
    assert.deepEqual(rows.map(([n]) => n), [0, 1, 123_456, 399_999]);
  });
});

Deno.test("ingest() reads mixed line ends and a byte order mark", async () => {
  const profile = await ingested(
    bytesOf([0xef, 0xbb, 0xbf], 'a,b\r\n1,"x\r\ny"\n2,"p\nq"\r\n3\n4,z\n'),
  );
  assert.deepEqual(profile.columns.map(({ name }) => name), ["a", "b"]);
  assert.equal(profile.rows, 3);
  assert.deepEqual(profile.rejected.first.map(({ line }) => line), [6]);
  const kdd = await ingested(bytesOf([0xef, 0xbb, 0xbf], kddLine("normal.", { 0: 7 }), "\n"));
  assert.equal(kdd.records[0][0], 7);
});

Deno.test("ingest() rejects a NUL byte and bad UTF-8 in the middle, but not the file", async () => {
  const { rows, rejected } = await ingested(
    bytesOf("a,b\n1,x\n2,", [0], "\n3,", [0xff, 0xfe], "\n4,ü\n"),
  );
  assert.equal(rows, 2);
  assert.deepEqual(rejected.first, [
    { line: 3, reason: "the line contains a NUL byte" },
    { line: 4, reason: "the line is not valid UTF-8" },
  ]);
});

Deno.test("ingest() leaves out a line of 200 MB without holding it in memory", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "upload");
    const lines = `${kddLine("normal.")}\n`.repeat(10);
    await Deno.writeTextFile(path, lines);
    const zeros = new Uint8Array(2 ** 20).fill(48);
    const file = await Deno.open(path, { append: true });
    for (let i = 0; i < 200; i++) file.writeSync(zeros);
    file.writeSync(bytesOf("\n", lines));
    file.close();
    const before = Deno.memoryUsage().rss;
    const { rows, rejected } = await ingest(path, folder);
    assert.equal(rows, 20);
    assert.deepEqual(rejected, {
      count: 1,
      first: [{ line: 11, reason: "the line is longer than 8 MiB" }],
    });
    assert.ok(Deno.memoryUsage().rss - before < 400e6);
  });
});

Deno.test("ingest() refuses what is no table, and says why", async () => {
  assert.match(await refusal(""), /empty/);
  assert.match(await refusal("\n \n\n"), /blank lines/);
  assert.match(await refusal("", { gzip: true }), /gzip file is empty/);
  assert.match(await refusal("a,b,label\n"), /header and no records/);
  assert.match(await refusal("a,b,label\n", { gzip: true }), /header and no records/);
  const noise = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256);
  assert.match(await refusal(noise, { name: "binary.csv" }), /binary data/);
  assert.match(await refusal(bytesOf("PK", [3, 4], noise)), /ZIP archive/);
  assert.match(await refusal(bytesOf("PAR1", noise)), /Parquet/);
  assert.match(await refusal('[{"a": 1}]'), /JSON/);
  assert.match(await refusal("just a sentence\nand another\n"), /not a table/);
});

Deno.test("ingest() refuses damaged gzip files", async () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => kddLine("normal.", { 4: i * 7919 }));
  const packed = Uint8Array.from(gzipSync(lines.join("\n")));
  assert.match(await refusal(packed.subarray(0, packed.length - 200)), /cut off/);
  assert.match(await refusal(packed.subarray(0, 5)), /cut off/);
  const damaged = packed.slice();
  damaged[damaged.length >> 1] ^= 0xff;
  assert.match(await refusal(damaged), /damaged/);
});

Deno.test("ingest() reads gzip files of several members", async () => {
  const member = (label: string) => gzipSync(`${kddLine(label)}\n`);
  const { labels } = await ingested(bytesOf(member("normal."), member("smurf.")));
  assert.deepEqual(labels.map(({ name }) => name), ["normal", "smurf"]);
});

Deno.test("ingest() gives the first reasons when no line can be read", async () => {
  assert.match(
    await refusal("a,b,c\n1,2\n3\n"),
    /No line .* line 2: expected 3 fields, found 2; line 3: expected 3 fields, found 1/,
  );
  const words = `${kddLine("normal.", { 22: "many" })}\n`.repeat(3);
  assert.match(await refusal(words), /line 1: column "count" expects a number, got "many"/);
});

Deno.test("ingest() keeps to its limits", async () => {
  const text = `a,b\n${"1,2\n".repeat(1_000)}`;
  assert.match(await refusal(text, { limits: { maxColumns: 1 } }), /2 columns; the limit is 1/);
  assert.match(await refusal(text, { limits: { maxRows: 999 } }), /1000 records/);
  assert.match(
    await refusal(text, { gzip: true, limits: { maxUncompressedBytes: 3_000 } }),
    /limit of this server/,
  );
  assert.equal((await ingested(text, { limits: { maxColumns: 2, maxRows: 1_000 } })).rows, 1_000);
});

Deno.test("ingest() takes hostile names and values as they are", async () => {
  const names = [
    '"; DROP TABLE x; --',
    "<script>alert(1)</script>",
    "__proto__",
    "a'b",
    "n".repeat(500),
  ];
  const cells = ["'; COPY x TO 'y'", "<img onerror=1>", "constructor", "$1 ? :a", "x"];
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const profile = await ingested(
    [names, cells, cells.map((cell) => `${cell}2`)].map((row) => row.map(quote).join(",")).join(
      "\n",
    ),
    { name: 'it\'s "a" file.csv' },
  );
  assert.deepEqual(profile.columns.map(({ name }) => name), [
    ...names.slice(0, 4),
    "n".repeat(200),
  ]);
  assert.deepEqual(profile.records[0], cells);
});

Deno.test("ingest() numbers repeated and empty column names", async () => {
  const profile = await ingested("x, X ,x,,\n1,2,3,4,5\n2,3,4,5,6\n");
  assert.deepEqual(profile.columns.map(({ name }) => name), [
    "x",
    "X.1",
    "x.2",
    "column_4",
    "column_5",
  ]);
  assert.match(profile.warnings.join(" "), /2 columns have no name/);
  assert.match(profile.warnings.join(" "), /Duplicate column names/);
});

Deno.test("ingest() tells roles from names and values", async () => {
  const profile = await ingested(
    "Flow ID,peer,Timestamp,seen,attack_cat,bytes,fixed,Class,Label\n" +
      "f1,10.0.0.1,1,2017-07-06 12:39:06,DoS,7,5,x,1\n" +
      "f2,10.0.0.2,2,2017-07-06 12:40:06,Normal,8,5,y,0\n",
  );
  assert.deepEqual(profile.columns.map(({ role }) => role), [
    "identifier",
    "identifier",
    "timestamp",
    "timestamp",
    "category",
    "numeric",
    "constant",
    "leaking",
    "label",
  ]);
});

Deno.test("ingest() warns of what makes metrics worthless", async () => {
  const oneClass = await ingested("x,label\n1,normal\n1,normal\n3,normal\n");
  assert.match(oneClass.warnings.join(" "), /one class only, "normal"/);
  assert.match(oneClass.warnings.join(" "), /33\.3% of the rows are duplicates/);
  const unlabelled = await ingested("x,y\n1,2\n3,4\n");
  assert.equal(unlabelled.labelColumn, null);
  assert.match(unlabelled.warnings.join(" "), /no label column/);
  const missing = await ingested("x,label\n1,normal\n2,\n3,dos\n");
  assert.match(missing.warnings.join(" "), /have no label/);
});

Deno.test("ingest() reports progress that never falls and ends when told to", async () => {
  const plain = `${kddLine("normal.")}\n`.repeat(100_000);
  const faulty = `${kddLine("normal.")}\n`.repeat(40_000) + "1,2\n";
  for (
    const [lines, phases] of [
      [plain, ["Reading", "Profiling"]],
      [faulty, ["Checking lines", "Reading", "Profiling"]],
    ] as const
  ) {
    const seen: DatasetProgress[] = [];
    await ingested(lines, { onProgress: (progress) => seen.push(progress) });
    assert.ok(seen.length >= 5);
    assert.ok(seen.every(({ fraction }, i) => i === 0 || fraction >= seen[i - 1].fraction));
    assert.ok(seen.at(-1)!.fraction > 0.9);
    assert.deepEqual([...new Set(seen.map(({ phase }) => phase))], phases);
    for (const phase of phases) await stopIn(phase, lines);
  }

  async function stopIn(phase: string, lines: string) {
    const controller = new AbortController();
    await withFolder(async (folder) => {
      const path = await upload(folder, lines);
      await assert.rejects(
        ingest(path, folder, {
          signal: controller.signal,
          onProgress: (progress) => {
            if (progress.phase === phase) controller.abort(new Error(`stopped in ${phase}`));
          },
        }),
        new RegExp(`stopped in ${phase}`),
      );
      assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["upload"]);
    });
  }
});
