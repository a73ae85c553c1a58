import assert from "node:assert/strict";
import { joinedArrays } from "./joined_arrays.ts";

Deno.test("joinedArrays() is one array, however long its parts are", async () => {
  const values = Array.from({ length: 5 }, (_, i) => Array(i * 40_000 + 1).fill(`é😀${i}`));
  for (const arrays of [values, values.slice(0, 1), values.slice(4)]) {
    const body = joinedArrays("all", arrays.map((array) => JSON.stringify(array)));
    assert.deepEqual(await new Response(body).json(), { all: arrays.flat() });
  }
});
