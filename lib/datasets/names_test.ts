import assert from "node:assert/strict";
import { cleanName, MAX_NAME_LENGTH } from "./names.ts";

Deno.test("cleanName() keeps the last part of a path", () => {
  assert.equal(cleanName("../../etc/passwd"), "passwd");
  assert.equal(cleanName("C:\\captures\\monday.csv"), "monday.csv");
});

Deno.test("cleanName() drops what cannot be seen", () => {
  assert.equal(cleanName("a\u0000b\u202Egpj.csv\n"), "a b gpj.csv");
});

Deno.test("cleanName() never gives an empty or endless name", () => {
  assert.equal(cleanName("  "), "Unnamed dataset");
  assert.equal(cleanName("folder/"), "Unnamed dataset");
  assert.equal([...cleanName("😀".repeat(500))].length, MAX_NAME_LENGTH);
});
