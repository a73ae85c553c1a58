import assert from "node:assert/strict";
import { shiftWarnings } from "./shift_warnings.ts";

Deno.test("shiftWarnings() says for each kind which features, how many records and what to do", () => {
  assert.deepEqual(shiftWarnings([], "records"), []);
  const warnings = shiftWarnings([
    { feature: "bytes", kind: "outside", share: 1 },
    { feature: "service", kind: "unseen", share: 0.95 },
    { feature: "proto", kind: "unseen", share: 1 },
    { feature: "state", kind: "missing", share: 1 },
  ], "test records");
  assert.equal(warnings.length, 3);
  assert.match(
    warnings[0],
    /^At least 95\.0% of the test records have a value unknown from training in "service", "proto"\. .*Check/,
  );
  assert.match(warnings[1], /^All test records have a value outside the range .* in "bytes"\. /);
  assert.match(warnings[2], /^All test records have no value, .* in "state"\. /);
  const many = Array.from("abcdefg", (feature) => ({ feature, kind: "unseen" as const, share: 1 }));
  assert.match(shiftWarnings(many, "records")[0], /"e" and 2 more\./);
});
