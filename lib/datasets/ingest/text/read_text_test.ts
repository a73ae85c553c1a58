import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { type Database, openDatabase, parquetSource } from "../../../tables/duckdb.ts";
import { DEFAULT_LIMITS } from "../../limits.ts";
import { writeIfPlain } from "./write_if_plain.ts";
import { writeParquet } from "./write_parquet.ts";
import { prepareSource } from "../source/prepare.ts";
import { findTable } from "../source/tables.ts";
import { openUpload } from "../source/upload.ts";
import { gateOrNightly } from "../../../../testing/nightly.ts";
import { bytesOf, kddLine, realDataFolder, upload, withFolder } from "../../testing.ts";

const limits = DEFAULT_LIMITS;

const TABLES = gateOrNightly(40, 500);
const DAMAGED = gateOrNightly(20, 200);

/**
 * Reads a text by the encoder, without looking through it, and by the database, and compares.
 *
 * @returns whether the encoder could read it
 */
async function readTwice(folder: string, path: string, database: Database): Promise<boolean> {
  using opened = await openUpload(path, limits);
  const found = await findTable(opened);
  assert.ok(found.kind === "text");
  const { layout, sample, members } = found;
  const { delimiter, quote, header } = layout;
  const lineEnd = sample.text.includes("\r\n") ? "\r\n" : "\n";
  const text = { path, delimiter, quote, header, lineEnd } as const;
  const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
  const plain = await writeIfPlain(database, layout, text, sample, ours, { limits });
  if (plain === null) return false;
  const source = await prepareSource(opened, members, layout, folder, { limits });
  assert.equal(source.rejected.count, 0);
  assert.deepEqual(plain, await writeParquet(database, layout, source, sample, theirs));
  const numbered = (file: string) => parquetSource(file, { rowNumbers: true });
  const others = `FROM ${numbered(ours)} EXCEPT ALL FROM ${numbered(theirs)}`;
  assert.deepEqual(await database.rows(others), []);
  return true;
}

async function withDatabase(test: (database: Database, folder: string) => Promise<void>) {
  await withFolder(async (folder) => {
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    await test(database, folder);
  });
}

/** Texts that many a table is made of, some of which are not plain. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }).map(String) },
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom(
    "10013_57",
    "(empty)",
    "#N/A",
    "\u00a0",
    " ",
    "1e400",
    "-1e39",
    "true",
    "\\N",
    "5.",
  ),
  fc.constantFrom("", "NA", "-", "Infinity", "NaN", "0.00", "-0", "1e3", " 7", "é", "tcp", "udp"),
  fc.constantFrom('"x"', '"4"', '""', "BENIGN", "normal.", "a word of more than sixteen bytes"),
  { weight: 1, arbitrary: fc.constantFrom('"a,b"', '"a""b"', 'a"b', "1,2", '"') },
);

Deno.test("the encoder and the database read the same from every table", async () => {
  const table = fc.record({
    rows: fc.integer({ min: 1, max: 4 }).chain((width) => {
      // Most columns hold one kind of cell.
      const column = fc.oneof(
        fc.array(cell, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer().map(String), { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom("tcp", "udp", "icmp"), { minLength: 1, maxLength: 3 }),
      );
      return fc.tuple(
        fc.array(column, { minLength: width + 1, maxLength: width + 1 }),
        fc.integer({ min: 1, max: 300 }),
      ).map(([columns, count]) =>
        Array.from({ length: count }, (_, row) => columns.map((cells) => cells[row % cells.length]))
      );
    }),
    names: fc.constantFrom(["label", "x"], ["x", "label"], ["x", "y"]),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    isEnded: fc.boolean(),
  });
  let plain = 0;
  await withDatabase(async (database, folder) => {
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, names, lineEnd, isEnded }) => {
        const header = rows[0].map((_, i) => names[i] ?? `c${i}`);
        const lines = [header, ...rows].map((row) => row.join(","));
        const path = await upload(folder, lines.join(lineEnd) + (isEnded ? lineEnd : ""));
        if (await readTwice(folder, path, database)) plain++;
      }),
      { numRuns: TABLES },
    );
  });
  assert.ok(plain > TABLES / 12, `${plain} texts were plain`);
});

Deno.test("the encoder and the database read the same from a file with a few bytes changed", async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) => kddLine(i % 3 ? "normal." : "smurf.", { 4: i }),
  );
  const sound = bytesOf(`${lines.join("\n")}\n`);
  const changes = fc.array(
    fc.tuple(
      fc.nat(sound.length - 1),
      fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...bytesOf("0123456789")) },
        fc.constantFrom(...bytesOf('.-e,"tcp \r\n', [0xc3])),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  );
  let plain = 0;
  await withDatabase(async (database, folder) => {
    await fc.assert(
      fc.asyncProperty(changes, async (some) => {
        const bytes = sound.slice();
        for (const [at, byte] of some) bytes[at] = byte;
        if (await readTwice(folder, await upload(folder, bytes), database)) plain++;
      }),
      { numRuns: DAMAGED },
    );
  });
  assert.ok(plain > DAMAGED / 20, `${plain} texts were plain`);
});

const data = await realDataFolder();
const files = ["cicids2017/web_attacks_balanced.csv.gz", "kddcup99/corrected.gz"];
for (const file of files.slice(0, gateOrNightly(1, files.length))) {
  Deno.test({
    name: `the encoder and the database read the same from ${file}`,
    ignore: data === null,
    fn: () =>
      withDatabase(async (database, folder) => {
        using packed = await Deno.open(join(data!, file));
        const unpacked = packed.readable.pipeThrough(new DecompressionStream("gzip"));
        const path = await upload(folder, await new Response(unpacked).bytes());
        assert.ok(await readTwice(folder, path, database));
      }),
  });
}
