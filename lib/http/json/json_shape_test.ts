import assert from "node:assert/strict";
import { MOST_ENTRIES } from "../../base/request_limits.ts";
import { checkShape } from "./json_shape.ts";
import { ProblemError } from "../problem.ts";

Deno.test("checkShape() points to the part that is too large", () => {
  const many = Array(MOST_ENTRIES + 1).fill(1);
  const keys = Object.fromEntries(many.map((value, index) => [`k${index}`, value]));
  const large: [unknown, string][] = [
    [many, ""],
    [{ a: [1, { b: many }] }, "/a/1/b"],
    [{ a: keys }, "/a"],
    [{ a: ["x".repeat(100_001)] }, "/a/0"],
    [{ a: [1], b: [{ ["x".repeat(2_001)]: 1 }] }, "/b/0"],
  ];
  for (const [value, pointer] of large) {
    assert.throws(
      () => checkShape(value),
      (error) => error instanceof ProblemError && error.errors[0].pointer === pointer,
    );
  }
  checkShape({ a: "x".repeat(100_001) }, 100_001);
  checkShape({ a: Array(MOST_ENTRIES).fill("x"), b: null, c: [[]] });
});
