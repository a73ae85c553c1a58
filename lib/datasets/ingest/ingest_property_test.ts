import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { ingest } from "./ingest.ts";
import { readRecords } from "../records.ts";
import { bytesOf, kddLine, upload, withFolder } from "../testing.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A cell that is a word however it is looked at. */
const word = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) =>
  `w${text.replaceAll("\0", "")}`
);

Deno.test("ingest() gives back every table that is written as CSV", async () => {
  const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
    fc.record({
      rows: fc.array(fc.array(word, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 8,
      }),
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      lineEnd: fc.constantFrom("\n", "\r\n"),
    })
  );
  await fc.assert(
    fc.asyncProperty(table, async ({ rows, delimiter, lineEnd }) => {
      const names = rows[0].map((_, i) => `name ${i}`);
      const text = [names, ...rows]
        .map((row) => row.map(quoted).join(delimiter)).join(lineEnd);
      await withFolder(async (folder) => {
        const profile = await ingest(await upload(folder, text), folder);
        assert.equal(profile.rejected.count, 0);
        const stored = await readRecords(join(folder, "data.parquet"), { limit: 100 });
        assert.deepEqual(stored, { columns: names, rows });
      });
    }),
    { numRuns: gateOrNightly(8, 100) },
  );
});

Deno.test("ingest() gives back every number", async () => {
  const numbers = fc.array(
    fc.tuple(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(numbers, async (rows) => {
      await withFolder(async (folder) => {
        const path = await upload(folder, `x,y\n${rows.map((row) => row.join(",")).join("\n")}\n`);
        await ingest(path, folder);
        const stored = await readRecords(join(folder, "data.parquet"), { limit: 100 });
        assert.deepEqual(stored.rows, rows.map(([x, y]) => [x + 0, y]));
      });
    }),
    { numRuns: gateOrNightly(5, 60), examples: [[[[3.4028234663852886e38, 0], [-1e-45, 1]]]] },
  );
});

Deno.test("ingest() answers every damage to a file with rejected lines or a DatasetError", async () => {
  const lines = Array.from(
    { length: 12 },
    (_, i) => kddLine(i % 3 ? "normal." : "smurf.", { 4: i }),
  );
  const sound = bytesOf(`${lines.join("\n")}\n`);
  const damage = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: sound.length - 1 }),
      cut: fc.integer({ min: 0, max: 40 }),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc.constantFrom('"', "\r", "\n", ",", "\0", "\r\n\r\n", "@relation", "\u2028")
          .map((text) => bytesOf(text)),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(damage, fc.boolean(), async (cuts, gzip) => {
      let bytes = sound;
      for (const { at, cut, put } of cuts) {
        bytes = bytesOf(bytes.subarray(0, at), put, bytes.subarray(at + cut));
      }
      await withFolder(async (folder) => {
        const path = await upload(folder, bytes, { gzip });
        try {
          const { rows, columns, rejected } = await ingest(path, folder);
          const stored = await readRecords(join(folder, "data.parquet"), { limit: 100 });
          assert.equal(stored.rows.length, rows);
          assert.equal(stored.columns.length, columns.length);
          assert.ok(rejected.first.every(({ line }) => line >= 1));
        } catch (error) {
          assert.ok(error instanceof DatasetError, String(error));
        }
      });
    }),
    { numRuns: gateOrNightly(12, 200) },
  );
});
