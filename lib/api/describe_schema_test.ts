import assert from "node:assert/strict";
import { describeSchema } from "./describe_schema.ts";

Deno.test("describeSchema() writes every kind of schema as TypeScript does", () => {
  const cases: [schema: Record<string, unknown>, words: string][] = [
    [{ $ref: "#/components/schemas/Run" }, "Run"],
    [{ const: "done" }, '"done"'],
    [{ const: null }, "null"],
    [{ enum: ["a", 1] }, '"a" | 1'],
    [{ anyOf: [{ type: "string" }, { type: "null" }, { type: "string" }] }, "string | null"],
    [{ type: "array", items: { type: "number" } }, "number[]"],
    [{ type: "array", items: { enum: [1, 2] } }, "(1 | 2)[]"],
    [{ type: "array" }, "any[]"],
    [{ type: "object" }, "{}"],
    [{ type: "object", additionalProperties: { type: "string" } }, "{ [name]: string }"],
    [{}, "any"],
  ];
  for (const [schema, words] of cases) assert.equal(describeSchema(schema), words);
});

Deno.test("describeSchema() says limits, lengths and defaults, and no bounds that stand for a type", () => {
  const field = (schema: object) => describeSchema({ type: "object", properties: { a: schema } });
  const notes: [schema: object, note: string][] = [
    [{ type: "integer", minimum: 1, maximum: 5 }, " // 1 to 5"],
    [{ type: "integer", maximum: 5 }, " // 5 or less"],
    [{ type: "string", maxLength: 9 }, " // 0 to 9 characters"],
    [{ type: "number", description: "Share", default: 0.5 }, " // Share; default 0.5"],
    [{ type: "integer", minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }, ""],
  ];
  for (const [schema, note] of notes) {
    const { type } = schema as { type: string };
    assert.equal(field(schema), `{\n  a?: ${type};${note}\n}`);
  }
});

Deno.test("describeSchema() indents objects within objects", () => {
  const inner = { type: "object", properties: { b: { type: "null" } }, required: ["b"] };
  assert.equal(
    describeSchema({ type: "object", properties: { a: inner }, required: ["a"] }),
    "{\n  a: {\n    b: null;\n  };\n}",
  );
});
