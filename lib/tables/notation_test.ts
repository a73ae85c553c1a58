import assert from "node:assert/strict";
import fc from "fast-check";
import type { Notation } from "../values/notation.ts";
import { notedNumberOf } from "../values/noted_number.ts";
import { openDatabase, quoteLiteral } from "./duckdb.ts";
import { columnNotations } from "../datasets/notation/column_notations.ts";
import { isMissingNumber, storable } from "./numbers.ts";
import { notedNumber } from "./notation.ts";

/** Tells the notation of columns of cells and reads them. */
async function read(columns: Record<string, string[]>, delimiter = ",") {
  using database = await openDatabase({ spillFolder: "unused" });
  const names = Object.keys(columns);
  const rows = columns[names[0]].map((_, i) =>
    `(${names.map((name) => quoteLiteral(columns[name][i])).join(", ")})`
  );
  const from = `(VALUES ${rows.join(", ")}) AS t(${names.map((_, i) => `c${i}`).join(", ")})`;
  const open = names.map((name, i) => ({ name, sql: `c${i}` }));
  const told = await columnNotations(database, open, from, delimiter);
  const values: Record<string, (number | null)[] | "words"> = {};
  for (const [i, name] of names.entries()) {
    const notation = told.columns[i];
    if (notation === "words") {
      values[name] = "words";
      continue;
    }
    const sql = notedNumber(`c${i}`, notation === "plain" ? undefined : notation);
    const found = await database.rows(`SELECT ${sql} FROM ${from}`);
    values[name] = found.map(([value]) => value === null ? null : Number(value));
  }
  return { values, warnings: told.warnings };
}

const only = async (cells: string[], delimiter = ",", name = "x") =>
  (await read({ [name]: cells }, delimiter)).values[name];

Deno.test("columnNotations() resolves units", async () => {
  assert.deepEqual(await only(["82263", "  4.9 M", "12 K", "-"]), [82_263, 4.9e6, 12e3, null]);
  assert.deepEqual(await only(["1.5 KiB", "2 kB", "10 B"]), [1_536, 2_000, 10]);
  assert.deepEqual(await only(["3,5 MB", "1 MB"], ";"), [3.5e6, 1e6]);
  assert.deepEqual(await only(["3,337 M", "0,011 M", "3,5 M"], "\t"), [3.337e6, 0.011e6, 3.5e6]);
  assert.deepEqual(await only(["1.234 M", "4.9 M", "82263"], ";"), [1.234e6, 4.9e6, 82_263]);
  assert.deepEqual(await only(["35 ms", "2 s", "1.5 min"]), [0.035, 2, 90]);
  assert.deepEqual(await only(["12 %", "7.5%"]), [12, 7.5]);
  assert.equal(await only(["4G", "5G", "4G"]), "words");
  assert.equal(await only(["3 s", "3 MB"]), "words");
});

Deno.test("columnNotations() reads groups of thousands and decimal commas", async () => {
  assert.deepEqual(await only(["1,234,567", "12", "1,234.5"]), [1_234_567, 12, 1_234.5]);
  assert.deepEqual(await only(["1.234.567,8", "3,004", "12"], ";"), [1_234_567.8, 3.004, 12]);
  assert.deepEqual(await only(["1 234 567", "12", "1\u00a0234"]), [1_234_567, 12, 1_234]);
  assert.deepEqual(await only(["1'234.5", "12"]), [1_234.5, 12]);
  assert.deepEqual(await only(["0,5", "0,125"], ";"), [0.5, 0.125]);
});

Deno.test("columnNotations() reads 12.519 as the rest of the file is written", async () => {
  const beside = await read({ bytes: ["12.519", "33.750", "7"], rate: ["28,76", "3,5", "4"] }, ";");
  assert.deepEqual(beside.values, { bytes: [12_519, 33_750, 7], rate: [28.76, 3.5, 4] });
  assert.deepEqual(beside.warnings, []);
  const alone = await read({ bytes: ["12.519", "33.750", "7"] }, ";");
  assert.deepEqual(alone.values.bytes, [12_519, 33_750, 7]);
  assert.match(alone.warnings.join(), /"bytes" such as 12\.519 can be read in two ways/);
  const points = await read({ bytes: ["12.519", "33.750", "7"], rate: ["28.76", "3.5", "4"] }, ";");
  assert.deepEqual(points.values.bytes, [12.519, 33.75, 7]);
  assert.deepEqual(await only(["12.519", "33.750", "7"]), [12.519, 33.75, 7]);
  // The same of a comma: 3,004.
  const decimals = await read({ dauer: ["3,004", "3,264"], rate: ["28,76", "96,97"] }, ";");
  assert.deepEqual(decimals.values.dauer, [3.004, 3.264]);
  const groups = await read({ bytes: ["3,004", "3,264"], rate: ["28.76", "1,296.97"] });
  assert.deepEqual(groups.values.bytes, [3_004, 3_264]);
});

Deno.test("columnNotations() reads durations in seconds, and leaves clocks alone", async () => {
  assert.deepEqual(await only(["0:05:35", "1:00:00", "0:00:01.5"]), [335, 3_600, 1.5]);
  assert.deepEqual(await only(["1 day, 02:03:04", "30:00:00"]), [93_784, 108_000]);
  assert.deepEqual(await only(["14:07:42", "08:00:00"], ",", "duration"), [50_862, 28_800]);
  assert.equal(await only(["14:07:42", "08:00:00"]), "words");
  assert.equal(await only(["0:05:35", "0:06:35"], ",", "clock"), "words");
});

Deno.test("columnNotations() reads some hexadecimal numbers among many others", async () => {
  const ports = Array.from({ length: 200 }, (_, i) => i === 7 ? "0x000b" : String(i));
  assert.deepEqual(await only(ports), ports.map(Number).map((port, i) => i === 7 ? 11 : port));
  assert.equal(await only(["0x00000018", "0x00000010"]), "words");
});

Deno.test("columnNotations() leaves words alone that look like numbers", async () => {
  for (
    const cells of [
      ["192.168.100.147", "192.168.100.150"],
      ["7.4.1", "8.9.1"],
      ["16-0-1", "0-0-0"],
      ["64", "128", "64", "255,52"],
      ["10013_57", "10013_58"],
      ["32352e3832", "0", "31382e3236"],
      ["tcp", "udp"],
      ["02:00:5e", "02:00:5e"],
    ]
  ) assert.equal(await only(cells), "words", cells.join());
});

const NOTATIONS: (Notation | undefined)[] = [
  undefined,
  ...([".", ","] as const).flatMap((decimal) =>
    ([null, "size", "time", "share"] as const).map((unit) => ({ decimal, unit, durations: false }))
  ),
  { decimal: ".", unit: null, durations: true },
];

/** Texts that are numbers in one notation or nearly so. */
const digits = fc.stringMatching(/^\d{1,4}$/);
const text = fc.oneof(
  fc.array(digits, { minLength: 1, maxLength: 3 }).chain((parts) =>
    fc.constantFrom(",", ".", " ", "'", "\u00a0", ":", "").map((sign) => parts.join(sign))
  ).chain((number) =>
    fc.record({
      sign: fc.constantFrom("", "-", "+", " "),
      tail: fc.constantFrom("", ",5", ".125", "e3", ".5E-2", ",250"),
      unit: fc.constantFrom("", "", " ", "M", " kB", "KiB/s", " ms", "%", " d", "\u202fMB", "days"),
    }).map(({ sign, tail, unit }) => sign + number + tail + unit)
  ),
  fc.constantFrom(
    ...[
      "0:05:35",
      "1 day, 02:03:04",
      "30:00:00,5",
      "-0:00:01.5",
      "0x1F",
      "0X",
      "inf",
      "true",
      "1_0",
    ],
    ...["-", "NA", "", "1e999", "5G", "1.234e5", "tcp", "\u20094.9 M\u2009", "4.9\u00a0M\u00a0"],
  ),
);

Deno.test("notedNumber() reads whole columns as notedNumberOf() reads one value", async () => {
  using database = await openDatabase({ spillFolder: "unused" });
  for (const notation of NOTATIONS) {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 200, maxLength: 200 }), async (texts) => {
        const number = `CASE WHEN NOT ${isMissingNumber("t")} ` +
          `THEN ${storable(notedNumber("t", notation))} END`;
        const rows = await database.rows(
          `SELECT t, ${number} FROM (SELECT unnest([${texts.map(quoteLiteral).join(", ")}]) AS t)`,
        );
        for (const [word, value] of rows) {
          const expected = notedNumberOf(String(word), notation) ?? null;
          const found = value === null ? null : Number(value);
          assert.ok(Object.is(found, expected), JSON.stringify([word, found, expected, notation]));
        }
      }),
      { numRuns: 1 },
    );
  }
});
