import assert from "node:assert/strict";
import { readPredictRequest } from "./predict_request.ts";
import { Problem } from "./problem.ts";

const read = (body: unknown, most = 10_000) =>
  readPredictRequest(
    new Request("http://a/", { method: "POST", body: JSON.stringify(body) }),
    16 * 2 ** 20,
    most,
  );

async function refused(body: unknown): Promise<Problem> {
  try {
    await read(body);
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error;
  }
  throw new Error("It was taken.");
}

Deno.test("readPredictRequest() reads records of every kind of value", async () => {
  const records = [{ a: 1, b: "x", c: true, d: null }, {}];
  assert.deepEqual(await read({ records }), { records, sequence: false });
  assert.deepEqual(await read({ records, sequence: true }), { records, sequence: true });
});

Deno.test("readPredictRequest() points to what is wrong", async () => {
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
    const { status, errors } = await refused(body);
    assert.deepEqual([status, errors.map((error) => error.pointer)], [422, [pointer]]);
  }
});

Deno.test("readPredictRequest() names the first 100 faults, and looks at no more", async () => {
  const { errors, message } = await refused({ records: Array(9_999).fill(1) });
  assert.equal(errors.length, 100);
  assert.match(message, /^\/records\/0: .* \(and at least 100 more\)$/);
  const values = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`f${i}`, i]));
  assert.equal((await refused({ records: [values] })).errors[0].pointer, "/records/0");
});
