import assert from "node:assert/strict";
import { openDatabase, quoteLiteral } from "../duckdb.ts";
import { columnNotations } from "./column_notations.ts";
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
