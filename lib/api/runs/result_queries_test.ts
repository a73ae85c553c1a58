import assert from "node:assert/strict";
import type { z } from "zod";
import {
  agreementQuerySchema,
  projectionQuerySchema,
  recordQuerySchema,
  recordsQuerySchema,
} from "./result_queries.ts";

function message(schema: z.ZodType, query: object): string {
  const { error } = schema.safeParse(query);
  assert.ok(error, JSON.stringify(query));
  return error.issues[0].message;
}

Deno.test("queries of records have defaults and name the choices", () => {
  assert.deepEqual(recordsQuerySchema.parse({}), { kind: "highest", limit: 20 });
  assert.deepEqual(recordQuerySchema.parse({ row: "7" }), { kind: "any", row: 7 });
  assert.match(message(recordsQuerySchema, { kind: "lowest" }), /highest, misses, false-alarms/);
  assert.match(message(recordsQuerySchema, { limit: "101" }), /1 to 100/);
  assert.match(message(recordQuerySchema, { row: "0" }), /whole number from 1/);
});

Deno.test("agreementQuerySchema takes two to eight different models", () => {
  assert.deepEqual(agreementQuerySchema.parse({ models: "a,b,,a" }), { models: ["a", "b"] });
  const eight = "abcdefgh".split("");
  assert.deepEqual(agreementQuerySchema.parse({ models: eight.join() }), { models: eight });
  for (const models of ["", "a", "a,a", [...eight, "i"].join(), "a".repeat(10_000), undefined]) {
    assert.match(message(agreementQuerySchema, { models }), /2 to 8 models/);
  }
});

Deno.test("projectionQuerySchema wants a method that there is", () => {
  assert.deepEqual(projectionQuerySchema.parse({ method: "pca" }), { method: "pca" });
  assert.match(message(projectionQuerySchema, {}), /Choose one of pca/);
});
