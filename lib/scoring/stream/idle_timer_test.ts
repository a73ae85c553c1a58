import assert from "node:assert/strict";
import { IdleTimer } from "./idle_timer.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("IdleTimer notices once that nothing was used, and not while it is", async () => {
  let noticed = 0;
  using timer = new IdleTimer(60, () => noticed++);
  for (let i = 0; i < 5; i++) {
    await pause(20);
    timer.use();
  }
  assert.equal(noticed, 0);
  while (noticed === 0) await pause(10);
  await pause(100);
  assert.equal(noticed, 1);
});

Deno.test("IdleTimer says nothing once it is disposed of", async () => {
  using timer = new IdleTimer(10, () => assert.fail("It was disposed of."));
  timer[Symbol.dispose]();
  await pause(30);
});
