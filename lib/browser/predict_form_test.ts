import assert from "node:assert/strict";
import type { ModelInput } from "../models/types.ts";
import { emptyTexts, recordOf, textsOf } from "./predict_form.ts";

const inputs: ModelInput[] = [
  { name: "src/bytes", type: "numeric", min: 0, max: 10, mean: 5, typical: 4, integer: true },
  { name: "service", type: "categorical", categories: ["http", "smtp"] },
];

Deno.test("textsOf() and recordOf() carry a record there and back", () => {
  const record = { "src/bytes": 181, service: "http" };
  assert.deepEqual(recordOf(inputs, textsOf(inputs, { ...record, unused: 1 })), {
    record,
    errors: {},
  });
});

Deno.test("recordOf() points at what is missing or no number", () => {
  assert.deepEqual(recordOf(inputs, { "src/bytes": "many", service: "7" }).errors, {
    "/records/0/src~1bytes": "Enter a number.",
  });
  assert.deepEqual(recordOf(inputs, emptyTexts(inputs)).errors, {
    "/records/0/src~1bytes": "Enter a number.",
    "/records/0/service": "Choose a category.",
  });
});

Deno.test("recordOf() lets a value be absent where the model can do without it", () => {
  const optional = inputs.map((input) => ({ ...input, optional: true }));
  assert.deepEqual(recordOf(optional, emptyTexts(optional)), {
    record: { "src/bytes": null, service: null },
    errors: {},
  });
  assert.deepEqual(Object.keys(recordOf(optional, { "src/bytes": "x", service: "" }).errors), [
    "/records/0/src~1bytes",
  ]);
});
