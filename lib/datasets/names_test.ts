import assert from "node:assert/strict";
import { cleanName, MAX_NAME_LENGTH, nameOfFile } from "./names.ts";

Deno.test("nameOfFile() keeps the last part of a path", () => {
  assert.equal(nameOfFile("../../etc/passwd"), "passwd");
  assert.equal(nameOfFile("C:\\captures\\monday.csv"), "monday.csv");
  assert.equal(nameOfFile("folder/"), "Unnamed dataset");
});

Deno.test("cleanName() leaves slashes as they are", () => {
  assert.equal(cleanName("Monday / Tuesday"), "Monday / Tuesday");
});

Deno.test("cleanName() drops what cannot be seen", () => {
  assert.equal(cleanName("a\u0000b\u202Egpj.csv\n"), "a b gpj.csv");
});

Deno.test("cleanName() never gives an empty or endless name", () => {
  assert.equal(cleanName("  "), "Unnamed dataset");
  assert.equal([...cleanName("😀".repeat(500))].length, MAX_NAME_LENGTH);
});
