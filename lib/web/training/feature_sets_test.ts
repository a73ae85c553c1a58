import assert from "node:assert/strict";
import { missingFeatures, TEN_FEATURES } from "./feature_sets.ts";

Deno.test("TEN_FEATURES are ten different names", () => {
  assert.equal(new Set(TEN_FEATURES).size, 10);
});

Deno.test("missingFeatures() keeps the order of what was wanted", () => {
  assert.deepEqual(missingFeatures(["c", "a", "b"], ["a"]), ["c", "b"]);
  assert.deepEqual(missingFeatures(["a"], ["a", "b"]), []);
});
