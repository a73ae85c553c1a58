import assert from "node:assert/strict";
import { serialise } from "./serialise.ts";

Deno.test("serialise() starts a job when the one before has ended", async () => {
  const run = serialise();
  const events: string[] = [];
  const job = (name: string) => async () => {
    events.push(`${name} starts`);
    await Promise.resolve();
    events.push(`${name} ends`);
    return name;
  };
  assert.deepEqual(await Promise.all([run(job("a")), run(job("b"))]), ["a", "b"]);
  assert.deepEqual(events, ["a starts", "a ends", "b starts", "b ends"]);
});

Deno.test("serialise() goes on after a job that fails", async () => {
  const run = serialise();
  await assert.rejects(run(() => Promise.reject(new Error("refused"))), /refused/);
  assert.equal(await run(() => Promise.resolve(1)), 1);
});
