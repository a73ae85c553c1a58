import assert from "node:assert/strict";
import { seedWords } from "./describe_seeds.ts";

Deno.test("seedWords() names a series by its ends and other seeds one by one", () => {
  const words = [[7], [1, 2], [1, 2, 3, 4], [3, 9, 4]].map((seeds) =>
    seedWords({ seed: seeds[0], ...(seeds.length > 1 && { seeds }) })
  );
  assert.deepEqual(words, ["Seed 7", "Seeds 1, 2", "Seeds 1 to 4", "Seeds 3, 9, 4"]);
});
