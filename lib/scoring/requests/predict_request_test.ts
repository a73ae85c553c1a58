import assert from "node:assert/strict";
import { parsePredictRequest } from "./predict_request.ts";
import { ProblemError } from "../../http/problem.ts";

const parse = (body: unknown) =>
  parsePredictRequest(new TextEncoder().encode(JSON.stringify(body)), 10_000);

function refused(body: unknown): ProblemError {
  try {
    parse(body);
  } catch (error) {
    assert.ok(error instanceof ProblemError);
    return error;
  }
  throw new Error("It was taken.");
}

Deno.test("parsePredictRequest() reads records of every kind of value", () => {
  const records = [{ a: 1, b: "x", c: true, d: null }, { e: { f: [1] } }];
  for (const sequence of [undefined, false, true]) {
    const { parts, single, isSequence } = parse({ records, sequence });
    assert.equal(single, null);
    assert.equal(isSequence, sequence ?? false);
    assert.deepEqual(parts, [{
      first: 0,
      json: '[{"a":1,"b":"x","c":true,"d":null},{"e.f":"[1]"}]',
    }]);
  }
  const [record] = records;
  assert.deepEqual(parse({ records: [record] }), { single: record, isSequence: false, parts: [] });
});

Deno.test("parsePredictRequest() points to what is wrong", () => {
  const wrong: [unknown, string][] = [
    [[], ""],
    [{}, "/records"],
    [{ records: [] }, "/records"],
    [{ records: [{}], other: 1 }, "/other"],
    [{ records: [{}], sequence: 1 }, "/sequence"],
    [{ records: [{}, 1] }, "/records/1"],
    [{ records: [{}, []] }, "/records/1"],
    [{ records: [{}, null] }, "/records/1"],
    [{ records: Array(10_001).fill({}) }, "/records"],
  ];
  for (const [body, pointer] of wrong) {
    const { status, errors } = refused(body);
    assert.deepEqual([status, errors.map((error) => error.pointer)], [422, [pointer]]);
  }
});

Deno.test("parsePredictRequest() names the first 100 faults, and looks at no more", () => {
  const { errors, message } = refused({ records: Array(9_999).fill(1) });
  assert.equal(errors.length, 100);
  assert.match(message, /^\/records\/0: .* \(and at least 100 more\)$/);
  const values = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`f${i}`, i]));
  assert.equal((refused({ records: [values] })).errors[0].pointer, "/records/0");
});

Deno.test("parsePredictRequest() does not let short names grow to gigabytes", () => {
  const inner = Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`${i}`, 1]));
  const records = Array(100).fill({ ["n".repeat(200)]: inner });
  assert.match(refused({ records }).message, /names of nested values are too long/);
});
