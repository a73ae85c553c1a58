import assert from "node:assert/strict";
import type { ModelInput } from "../../learning/features/input.ts";
import { emptyTexts, recordOf, textsOf, unionOfInputs } from "./predict_form.ts";

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

Deno.test("textsOf() and recordOf() keep what a record says to be missing", () => {
  const record = { "src/bytes": null, service: null };
  assert.deepEqual(recordOf(inputs, textsOf(inputs, record)), { record, errors: {} });
  assert.deepEqual(
    recordOf(inputs, textsOf(inputs, { "src/bytes": " ", service: "" })).record,
    record,
  );
  const absent = textsOf(inputs, {});
  assert.equal(Object.keys(recordOf(inputs, absent).errors).length, 2);
});

Deno.test("recordOf() reads what the other ways in read", () => {
  const optional = inputs.map((input) => ({ ...input, optional: true }));
  const valueOf = (text: string) => {
    const { record, errors } = recordOf(optional, { "src/bytes": text, service: "http" });
    return Object.keys(errors).length > 0 ? undefined : record["src/bytes"];
  };
  for (const text of ["-", "NA", "null", "(empty)"]) assert.equal(valueOf(text), null, text);
  for (const text of ["Infinity", "-inf", "1e400"]) assert.equal(valueOf(text), text);
  assert.deepEqual(["+5", ".5", "1,5"].map(valueOf), [5, 0.5, 1.5]);
  for (const text of ["0x10", "10_57", "1,234,567"]) assert.equal(valueOf(text), undefined, text);
});

Deno.test("unionOfInputs() asks for each feature once, for all that the models take", () => {
  const number = (min: number, max: number, integer: boolean, optional?: boolean): ModelInput => ({
    name: "bytes",
    type: "numeric",
    min,
    max,
    mean: 1,
    typical: 1,
    integer,
    ...(optional && { optional }),
  });
  const words = (name: string, ...categories: string[]): ModelInput => ({
    name,
    type: "categorical",
    categories,
  });
  assert.deepEqual(
    unionOfInputs([
      [number(0, 5, true, true), words("flag", "SF", "S0")],
      [words("port", "80"), number(-1, 4, false), words("flag", "REJ", "SF")],
    ]),
    [number(-1, 5, false), words("flag", "SF", "S0", "REJ"), words("port", "80")],
  );
  assert.deepEqual(unionOfInputs([[number(0, 1, true)], [words("bytes", "0", "1")]]), [
    words("bytes", "0", "1"),
  ]);
});
