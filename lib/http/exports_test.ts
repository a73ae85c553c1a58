import assert from "node:assert/strict";
import { Exports } from "./exports.ts";
import { ProblemError } from "./problem.ts";

const begin = () => Promise.resolve({ stream: new Blob(["abc"]).stream(), headers: {} });

Deno.test("Exports.answer() refuses what is too much, until a place is free", async () => {
  const exports = new Exports({ most: 2, idleMs: 60_000 });
  const [first, second] = [await exports.answer(begin), await exports.answer(begin)];
  const refused = exports.answer(() => assert.fail("It was opened without a place."));
  await assert.rejects(refused, (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.status, 429);
    assert.ok(Number(error.headers["retry-after"]) > 0);
    return true;
  });
  assert.equal(await first.text(), "abc");
  await (await exports.answer(begin)).body!.cancel();
  await second.body!.cancel();
  assert.equal(exports.open, 0);
});

Deno.test("Exports.answer() frees the place of what cannot be opened or is not read", async () => {
  const exports = new Exports({ most: 1, idleMs: 20 });
  await assert.rejects(exports.answer(() => Promise.reject(new Error("gone"))), /gone/);
  await exports.answer(begin);
  assert.equal(exports.open, 1);
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal(exports.open, 0);
});
