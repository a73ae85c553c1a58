import assert from "node:assert/strict";
import type { ParamField } from "./param_field.ts";
import { paramsSchema } from "./params.ts";

const text = { label: "Label", help: "Help." };
const fields: ParamField[] = [
  { ...text, name: "trees", type: "integer", default: 100, min: 1, max: 1000 },
  { ...text, name: "rate", type: "number", default: 0.1, min: 0, max: 1 },
  { ...text, name: "share", type: "auto-or-number", default: "auto", min: 0.01, max: 0.5 },
  { ...text, name: "sizes", type: "integer-list", default: [8, 4], min: 1, max: 64, maxLength: 3 },
  {
    ...text,
    name: "shape",
    type: "choice",
    default: "round",
    options: [{ value: "round", label: "Round" }, { value: "flat", label: "Flat" }],
  },
];
const DEFAULTS = { trees: 100, rate: 0.1, share: "auto", sizes: [8, 4], shape: "round" };
const schema = paramsSchema(fields);

function messages(input: unknown): string[] {
  return schema.safeParse(input).error?.issues.map(({ message }) => message) ?? [];
}

Deno.test("paramsSchema() fills in defaults", () => {
  assert.deepEqual(schema.parse({}), DEFAULTS);
});

Deno.test("paramsSchema() gives its own list each time", () => {
  (schema.parse({}).sizes as number[]).push(1);
  assert.deepEqual(schema.parse({}).sizes, [8, 4]);
});

Deno.test("paramsSchema() takes values within the limits", () => {
  const params = { trees: 1000, rate: 0, share: 0.5, sizes: [1, 64, 2], shape: "flat" };
  assert.deepEqual(schema.parse(params), params);
});

Deno.test("paramsSchema() names the parameter and its limits", () => {
  const cases: [unknown, string][] = [
    [{ trees: 0 }, "trees must be a whole number from 1 to 1000."],
    [{ trees: 2.5 }, "trees must be a whole number from 1 to 1000."],
    [{ trees: "9" }, "trees must be a whole number from 1 to 1000."],
    [{ rate: 1.1 }, "rate must be a number from 0 to 1."],
    [{ rate: null }, "rate must be a number from 0 to 1."],
    [{ share: "most" }, 'share must be "auto" or a number from 0.01 to 0.5.'],
    [{ share: 0.6 }, 'share must be "auto" or a number from 0.01 to 0.5.'],
    [{ sizes: [] }, "sizes must be a list of 1 to 3 whole numbers from 1 to 64."],
    [{ sizes: [0] }, "sizes must be a list of 1 to 3 whole numbers from 1 to 64."],
    [{ sizes: [1, 2, 3, 4] }, "sizes must be a list of 1 to 3 whole numbers from 1 to 64."],
    [{ sizes: 8 }, "sizes must be a list of 1 to 3 whole numbers from 1 to 64."],
    [{ shape: "Flat" }, "shape must be one of round, flat."],
    [{ shape: 1 }, "shape must be one of round, flat."],
  ];
  for (const [params, message] of cases) assert.deepEqual(messages(params), [message]);
});

Deno.test("paramsSchema() names unknown parameters and the known ones", () => {
  const known = "Known: trees, rate, share, sizes, shape.";
  assert.deepEqual(messages({ tree: 5 }), [`Unknown parameter: tree. ${known}`]);
  assert.deepEqual(messages(JSON.parse('{"__proto__": 1}')), [
    `Unknown parameter: __proto__. ${known}`,
  ]);
});

Deno.test("paramsSchema() refuses what is not an object", () => {
  for (const input of [null, 5, "trees", [1]]) {
    assert.deepEqual(messages(input), ["Parameters must be an object."]);
  }
});

Deno.test("paramsSchema() looks at parameters together once each is within its limits", () => {
  const together = paramsSchema(
    fields,
    ({ trees, rate }) =>
      Number(trees) * Number(rate) > 50 ? { name: "rate", message: "Too much." } : null,
  );
  assert.deepEqual(together.parse({}), DEFAULTS);
  const [issue] = together.safeParse({ trees: 1000 }).error!.issues;
  assert.deepEqual([issue.path, issue.message], [["rate"], "Too much."]);
  assert.equal(together.safeParse({ trees: 0 }).error!.issues.length, 1);
});
