import assert from "node:assert/strict";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import fc from "fast-check";
import { openDatabase, parquetSource, quoteLiteral } from "../../../tables/duckdb.ts";
import { asNumber, isMissingNumber, storable } from "../../../tables/numbers.ts";
import type { SegmentRules } from "./segment_encoder.ts";
import { type PlainText, writePlainText } from "./write_plain_text.ts";
import { gateOrNightly } from "../../../../testing/nightly.ts";

type Value = string | number | null;

interface Given extends Partial<Omit<SegmentRules, "columns">> {
  /** A letter a column: n for numbers, w for words, l for the label. */
  columns: string;
  header?: boolean;
  lineBytes?: number;
}

const LARGEST = 3.4028234663852886e38;

/** Encodes a text and reads the file back by DuckDB; `null` where the text is not plain. */
async function encoded(text: string | Uint8Array, given: Given): Promise<Value[][] | null> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    const path = join(folder, "text");
    const target = join(folder, "parquet");
    await Deno.writeFile(path, typeof text === "string" ? new TextEncoder().encode(text) : text);
    const written = await writePlainText(plainText(path, given), target);
    if (written === null) return null;
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    const found = await database.rows(`FROM ${parquetSource(target)}`) as Value[][];
    assert.equal(found.length, written.rows);
    return found;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function plainText(path: string, { columns, header = false, lineBytes = 100, ...rules }: Given) {
  return {
    path,
    header,
    lineBytes,
    rules: {
      columns: [...columns].map((letter, i) => ({
        name: `c${i}`,
        type: letter === "n" ? "numeric" : letter === "w" ? "categorical" : "label",
      })),
      delimiter: ",",
      quote: '"',
      lineEnd: "\n",
      maxLineBytes: 2 ** 20,
      dottedLabels: false,
      labelFixes: [],
      ...rules,
    },
  } satisfies PlainText;
}

function stored(number: number): number | null {
  if (Number.isNaN(number)) return null;
  return Math.abs(number) > LARGEST ? Math.sign(number) * Infinity : number;
}

Deno.test("writePlainText() stores numbers, words and what is missing", async () => {
  assert.deepEqual(
    await encoded("1,tcp,-0.50\n,,\n1e3,a word of more than sixteen bytes,7\n", {
      columns: "nwn",
    }),
    [
      [1, "tcp", -0.5],
      [null, null, null],
      [1000, "a word of more than sixteen bytes", 7],
    ],
  );
});

Deno.test("writePlainText() knows byte order marks, headers, CRLF, quotes and missing ends", async () => {
  const rows = [[1, "a"], [2, "é"], [null, "c"]];
  for (
    const [text, given] of [
      ['\uFEFF"x","y"\r\n1,"a"\r\n"2",é\r\n"",c\r\n', { lineEnd: "\r\n", header: true }],
      ["\uFEFF1,a\n2,é\n,c", {}],
      ["1,a\r\n2,é\r\n,c", { lineEnd: "\r\n" }],
      ["n|w\n1|a\n2|é\n|c\n", { delimiter: "|", header: true }],
      ["1\ta\n2\té\n\tc\n", { delimiter: "\t", quote: "" }],
    ] as [string, Partial<Given>][]
  ) assert.deepEqual(await encoded(text, { columns: "nw", ...given }), rows, text);
});

Deno.test("writePlainText() writes what other readers of Parquet read too", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    const path = join(folder, "text");
    const target = join(folder, "parquet");
    // In turn: one value, few, many, with some and with all missing; words with and without codes.
    const lines = Array.from({ length: 20_000 }, (_, i) => [
      ...[7, i % 5, i / 7, i % 3 ? i % 900 : "", ""],
      ...["tcp", `w${i % 300}`, `word ${i} of many`, i % 2 ? "" : "é"],
    ]);
    await Deno.writeTextFile(path, lines.map((line) => `${line.join(",")}\n`).join(""));
    await writePlainText(plainText(path, { columns: "nnnnnwwww", lineBytes: 1 }), target);
    const bytes = await Deno.readFile(target);
    const rows = await parquetReadObjects({
      file: bytes.buffer,
      compressors: { ZSTD: (packed) => zstdDecompressSync(packed) },
    });
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      lines.map((line) => line.map((cell) => cell === "" ? null : cell)),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writePlainText() normalises labels", async () => {
  assert.deepEqual(
    await encoded("normal.\n  normal\nsmurf.\n.\nWeb _ XSS\n \n", {
      columns: "l",
      dottedLabels: true,
      labelFixes: [{ written: " _ ", meant: " - " }],
    }),
    [["normal"], ["normal"], ["smurf"], [null], ["Web - XSS"], [null]],
  );
  assert.deepEqual(await encoded(" ,1\n .,2\n", { columns: "ln", dottedLabels: true }), [
    [null, 1],
    [null, 2],
  ]);
});

Deno.test("writePlainText() leaves text alone that is not plain", async () => {
  for (
    const [text, given] of [
      ["1,2\n3\n", {}],
      ["1,2\n3,4,5\n", {}],
      ["1,2\n\n3,4\n", {}],
      ["1,2\r\n3,4\n", {}],
      ["1,2\n3,4\r\n", {}],
      ["1,2\n3,4\r\n", { lineEnd: "\r\n" }],
      ["1,2\r\n3,4\r", { lineEnd: "\r\n" }],
      ["1,2\n3,four\n", {}],
      ["1,2\n3,1 4\n", {}],
      ["1,2\n3,1e\n", {}],
      ["1,2\n3,.\n", {}],
      ["1,2\n3,0x10\n", {}],
      ["1,2\n3,\0\n", {}],
      ['1,2\n"3,4",5\n', {}],
      ['a,b\n"c""d",e\n', { columns: "ww" }],
      ['a,b\nc"d,e\n', { columns: "ww" }],
      ['a,b\n"c"",""d",e\n', { columns: "ww" }],
      ['a,b\n"c\n",e\n', { columns: "ww" }],
      ['a,b\n",e\n', { columns: "ww" }],
      [Uint8Array.of(0x61, 0x2c, 0x96, 0x0a), { columns: "ww" }],
      ["1\n\n2\n", { columns: "n" }],
      ["1,2\n3,456789\n", { maxLineBytes: 7 }],
      ["x,y", { header: true }],
      ["", {}],
    ] as [string | Uint8Array, Partial<Given>][]
  ) assert.equal(await encoded(text, { columns: "nn", ...given }), null, JSON.stringify(text));
  assert.deepEqual(await encoded("1,2\n3,45678\n", { columns: "nn", maxLineBytes: 7 }), [
    [1, 2],
    [3, 45678],
  ]);
});

Deno.test("writePlainText() reads every number as the nearest double", async () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 21 });
  const sign = fc.constantFrom("", "-");
  const number = fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }).chain((x) =>
      fc.constantFrom(String(x), x.toExponential(17), x.toPrecision(16), x.toPrecision(19))
    ),
    fc.tuple(sign, digits, fc.nat(21)).map(([minus, all, point]) =>
      `${minus}${all.slice(0, point)}.${all.slice(point)}`
    ).filter((text) => /\d/.test(text)),
    fc.tuple(sign, digits, fc.constantFrom("e", "E", "e+", "e-"), fc.nat(400)).map((parts) =>
      parts.join("")
    ),
    fc.integer().map(String),
    fc.constantFrom(
      ...["9007199254740993", "9007199254740992.5", "9007199254740991.5", "5e-324", "2.4e-324"],
      ...["2.2250738585072014e-308", "2.2250738585072011e-308", "1.7976931348623159e308"],
      ...["3.4028234663852886e38", "3.402823466385289e38", "-3.5e38", "8.5e-1", "1448997445238699"],
      ...["6.62607015e-34", "0.000000000000000000000000000000123456789", "-0", "0.0", "1.", ".5"],
      ...["Infinity", "-inf", "NaN", "INF", "-nan"],
    ),
  );
  const meaning = (text: string) =>
    stored(
      /inf/i.test(text)
        ? (text.startsWith("-") ? -Infinity : Infinity)
        : /nan/i.test(text)
        ? NaN
        : Number(text),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 400 }), async (numbers) => {
      const found = await encoded(numbers.join("\n"), { columns: "n" });
      assert.deepEqual(found, numbers.map((text) => [meaning(text)]));
    }),
    { numRuns: gateOrNightly(20, 300) },
  );
});

Deno.test("writePlainText() takes for a number what the database does", async () => {
  const cell = fc.oneof(
    fc.string({
      unit: fc.constantFrom(..."0123.+-eE \tnNaAiIfFx?_/<>#"),
      minLength: 1,
      maxLength: 9,
    }),
    fc.constantFrom(
      "NA",
      "n/a",
      " - ",
      "<NA>",
      "#N/A",
      "None",
      "NIL",
      "null",
      " 5\t",
      "+.5e1",
      "1_0",
    ),
  );
  using database = await openDatabase({ spillFolder: join(Deno.cwd(), "unused") });
  let read = 0;
  await fc.assert(
    fc.asyncProperty(cell, async (text) => {
      const found = await encoded(`${text}\n`, { columns: "n" });
      if (found === null) return;
      read++;
      const word = quoteLiteral(text);
      const [[missing, number]] = await database.rows(
        `SELECT ${isMissingNumber(word)}, ${storable(asNumber(word))}`,
      );
      assert.deepEqual(found, [[number as number | null]], text);
      assert.ok(missing || number !== null || /nan/i.test(text), text);
    }),
    { numRuns: gateOrNightly(300, 1500) },
  );
  assert.ok(read > 50);
});

Deno.test("writePlainText() loses no time on huge cells", async () => {
  const start = performance.now();
  for (const huge of ["1", " ", "-", "1 ", "1e", "x "].map((part) => part.repeat(100_000))) {
    assert.equal(await encoded(`1,a\n${huge},b\n`, { columns: "nw" }), null);
    const label = `${huge}${huge}.`;
    const [row] = (await encoded(`${label},1\n`, { columns: "ln" }))!;
    assert.equal((row[0] as string).length, label.trim().length);
  }
  assert.ok(performance.now() - start < 5_000);
});

Deno.test("writePlainText() tells columns of which only words say that no number is there", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    const path = join(folder, "text");
    await Deno.writeTextFile(path, "-,-,,NA\n-,1,,NA\n");
    const given = { columns: "nnnw" };
    assert.deepEqual(await writePlainText(plainText(path, given), join(folder, "parquet")), {
      rows: 2,
      withoutNumbers: new Set([0]),
      filled: new Set([3]),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writePlainText() gives every cell back, however many different ones", async () => {
  // More different values than a dictionary holds, in the middle of a segment too.
  const lines = Array.from({ length: 60_000 }, (_, i) => [
    i,
    i < 20_000 ? i % 7 : i / 3,
    `word ${i} of a length beyond sixteen`,
    i % 11 === 0 ? null : `w${i % 20_000}`,
    i % 5 === 0 ? null : 0.25 * (i % 3),
    "tcp",
    null,
    null,
  ]);
  const text = lines.map((line) => line.join(",")).join("\n");
  for (const lineBytes of [100, 0]) {
    const found = await encoded(text, { columns: "nnwwnwnw", lineBytes });
    assert.deepEqual(found, lines);
  }
});

Deno.test("writePlainText() stores the lines of many segments in their order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(2_000), { minLength: 1, maxLength: 30 }),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      async (lengths, lineEnd, ended) => {
        const lines = Array.from({ length: 400 }, (_, i) => [
          i,
          `${i}`.padEnd(lengths[i % lengths.length] + 1, "x"),
        ]);
        const text = lines.map((line) => line.join(",")).join(lineEnd) + (ended ? lineEnd : "");
        const found = await encoded(text, {
          columns: "nw",
          lineEnd: lineEnd as "\n" | "\r\n",
          lineBytes: 0,
        });
        assert.deepEqual(found, lines);
      },
    ),
    { numRuns: gateOrNightly(5, 60) },
  );
});

Deno.test("writePlainText() finds a fault in any segment, and stops when it is told to", async () => {
  const lines = `${"x".repeat(200)},1\n`.repeat(2_000);
  for (const text of [`1\n${lines}`, `${lines}1\n${lines}`, `${lines}x,y\n`]) {
    assert.equal(await encoded(text, { columns: "wn", lineBytes: 0 }), null);
  }
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  try {
    const path = join(folder, "text");
    await Deno.writeTextFile(path, lines);
    const given = { columns: "wn", lineBytes: 0 };
    const controller = new AbortController();
    await assert.rejects(
      writePlainText(plainText(path, given), join(folder, "parquet"), {
        signal: controller.signal,
        onProgress: () => controller.abort(new Error("stopped")),
      }),
      /stopped/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
