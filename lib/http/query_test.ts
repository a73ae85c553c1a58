import assert from "node:assert/strict";
import { z } from "zod";
import { ProblemError } from "./problem.ts";
import { parseQuery, wholeNumber } from "./query.ts";

const schema = z.object({ limit: wholeNumber(1, 100).default(20), name: z.string().optional() });
const parse = (query: string) => parseQuery(new URL(`http://a/?${query}`), schema);

Deno.test("parseQuery() reads numbers and fills in what is left out", () => {
  assert.deepEqual(parse("limit=7&name=a%20b&other=1"), { limit: 7, name: "a b" });
  assert.deepEqual(parse(""), { limit: 20 });
});

Deno.test("parseQuery() takes whole numbers within their limits alone", () => {
  for (const value of ["0", "101", "-1", "1.5", "1e2", " 1", "", "x", "0x10", "9".repeat(17)]) {
    assert.throws(() => parse(`limit=${encodeURIComponent(value)}`), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.status, 422);
      assert.match(error.message, /^\?limit: Must be a whole number from 1 to 100\./);
      return true;
    }, value);
  }
});
