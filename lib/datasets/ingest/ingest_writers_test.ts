import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { ingest } from "./ingest.ts";
import { readRecords } from "../records.ts";
import { upload, withFolder, zipOf } from "../testing.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

/** Characters of Windows-1252 beyond ASCII with their bytes; Latin-1 is its part from 0xA0 on. */
const WINDOWS_1252 = new Map(
  Array.from({ length: 128 }, (_, i) => i + 128)
    .filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))
    .map((byte) => [new TextDecoder("windows-1252").decode(Uint8Array.from([byte])), byte]),
);

type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "windows-1252";

function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === "windows-1252") {
    return Uint8Array.from(text, (char) => WINDOWS_1252.get(char) ?? char.charCodeAt(0));
  }
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-8-bom") return new TextEncoder().encode(`\uFEFF${text}`);
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  const little = encoding === "utf-16le";
  view.setUint16(0, 0xfeff, little);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i + 2, text.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
}

/** Cells that no reader takes for numbers: a letter first, then whatever makes trouble. */
function cells(encoding: Encoding) {
  const troublesome = fc.constantFrom(",", ";", "\t", "|", '"', '""', "'", "\n", "\r", "\r\n", " ");
  const letters = encoding === "windows-1252"
    ? fc.constantFrom("a", "B", "7", ...WINDOWS_1252.keys())
    : fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }).map((text) =>
        text.replaceAll("\0", "0")
      ),
      fc.constantFrom("a", "é", "日本", "\u2028", "😀"),
    );
  return fc.array(fc.oneof({ weight: 3, arbitrary: letters }, troublesome), { maxLength: 8 })
    .map((parts) => `w${parts.join("")}`);
}

const table = fc.record({
  width: fc.integer({ min: 2, max: 6 }),
  encoding: fc.constantFrom<Encoding>(
    "utf-8",
    "utf-8-bom",
    "utf-16le",
    "utf-16be",
    "windows-1252",
  ),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  quoted: fc.boolean(),
  header: fc.boolean(),
  finalLineEnd: fc.boolean(),
  packing: fc.constantFrom("plain", "gzip", "zip"),
}).chain((dialect) =>
  fc.record({
    dialect: fc.constant(dialect),
    rows: fc.array(
      fc.tuple(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }),
        ...Array.from({ length: dialect.width - 1 }, () =>
          fc.oneof(
            { weight: 8, arbitrary: cells(dialect.encoding) },
            { weight: 1, arbitrary: fc.constant(null) },
          )),
      ),
      // Two words alone may be cut in many ways: names or several rows show which is meant.
      { minLength: dialect.header ? 1 : 4, maxLength: 12 },
    ),
  })
);

Deno.test("ingest() gives back every table that csv-stringify writes", async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ dialect, rows }) => {
      // A text that happens to be valid UTF-8 is UTF-8; a mark makes it Windows-1252 for sure.
      const names = Array.from(
        { length: dialect.width },
        (_, i) => dialect.encoding === "windows-1252" ? `naïve ${i}` : `name ${i}`,
      );
      const text = stringify(rows, {
        delimiter: dialect.delimiter,
        record_delimiter: dialect.lineEnd,
        quoted: dialect.quoted,
        // Left alone it quotes the line end in use only, so that others would split a cell.
        quoted_match: /[\r\n]/,
        header: dialect.header,
        columns: names,
        eof: dialect.finalLineEnd,
      });
      const bytes = encode(text, dialect.encoding);
      const content = dialect.packing === "gzip"
        ? Uint8Array.from(gzipSync(bytes))
        : dialect.packing === "zip"
        ? zipOf({ name: "../table", content: bytes })
        : bytes;
      await withFolder(async (folder) => {
        const profile = await ingest(await upload(folder, content), folder);
        assert.equal(profile.rejected.count, 0);
        const stored = await readRecords(join(folder, "data.parquet"), { limit: 100 });
        assert.deepEqual(
          stored.columns,
          dialect.header ? names : names.map((_, i) => `column_${i + 1}`),
        );
        assert.deepEqual(stored.rows, rows.map(([number, ...words]) => [number + 0, ...words]));
      });
    }),
    { numRuns: gateOrNightly(15, 300) },
  );
});
