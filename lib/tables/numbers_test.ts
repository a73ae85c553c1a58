import assert from "node:assert/strict";
import fc from "fast-check";
import { MISSING_WORDS } from "../values/missing.ts";
import { numberOf } from "../values/value.ts";
import { openDatabase, quoteLiteral } from "./duckdb.ts";
import { asNumberOrTruth, isMissingNumber, storable } from "./numbers.ts";

Deno.test("the database reads numbers as readNumber() does", async () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."0123.,+-eE \tnNaAiIfFx?_/<>#()"), maxLength: 9 }),
    fc.double().map(String),
    fc.constantFrom(...MISSING_WORDS, "true", "FALSE", "T", "10013_57", "1e400", "\u00a05", "0x1F"),
  ).chain((word) => fc.constantFrom(word, ` ${word}\t`, word.toUpperCase()));
  using database = await openDatabase({ spillFolder: `${Deno.cwd()}/unused` });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (words) => {
      const values = words.map((word) => `(${quoteLiteral(word)})`).join(", ");
      const rows = await database.rows(
        `SELECT ${isMissingNumber("word")}, ${storable(asNumberOrTruth("word"))} ` +
          `FROM (VALUES ${values}) AS t(word)`,
      );
      words.forEach((word, i) => {
        const [missing, number] = rows[i];
        const read = numberOf(word);
        assert.equal(number, read ?? null, word);
        assert.equal(missing, read === null, word);
      });
    }),
    { numRuns: 100 },
  );
});
