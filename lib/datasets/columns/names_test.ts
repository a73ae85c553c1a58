import assert from "node:assert/strict";
import { cleanName, isDatasetFormat, MAX_NAME_LENGTH, mayBeCalled, nameOfFile } from "./names.ts";

Deno.test("mayBeCalled() lets a dataset be sent by the format that it is written in", () => {
  assert.ok(["csv", "arff", "parquet", "ndjson", "unsw-nb15"].every(isDatasetFormat));
  assert.equal(isDatasetFormat("excel"), false);
  assert.equal(mayBeCalled("cic-ids-2017", "csv"), true);
  assert.equal(mayBeCalled("nsl-kdd", "arff"), true);
  assert.equal(mayBeCalled("csv", "csv"), true);
  assert.equal(mayBeCalled("csv", "cic-ids-2017"), false);
  assert.equal(mayBeCalled("parquet", "csv"), false);
});

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
