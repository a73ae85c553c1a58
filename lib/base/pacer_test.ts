import assert from "node:assert/strict";
import { createPacer } from "./pacer.ts";

Deno.test("createPacer() lets timers in", async () => {
  const pace = createPacer();
  let rings = 0;
  const timer = setInterval(() => rings++, 1);
  const end = performance.now() + 10_000;
  while (rings < 2 && performance.now() < end) await pace();
  clearInterval(timer);
  assert.ok(rings >= 2, `${rings} rings`);
});

Deno.test("createPacer() rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const pace = createPacer(controller.signal);
  await pace();
  controller.abort(new Error("enough"));
  await assert.rejects(pace(), /enough/);
});
