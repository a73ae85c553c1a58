import assert from "node:assert/strict";
import { TransferRate } from "./transfer_rate.ts";

Deno.test("TransferRate.bytesPerSecond() has no answer before there is something to measure", () => {
  const rate = new TransferRate();
  assert.equal(rate.bytesPerSecond(), undefined);
  rate.add(0, 0);
  rate.add(1000, 100);
  assert.equal(rate.bytesPerSecond(), undefined);
});

Deno.test("TransferRate.bytesPerSecond() forgets speeds of more than five seconds ago", () => {
  const rate = new TransferRate();
  rate.add(0, 0);
  rate.add(1_000_000, 1000);
  assert.equal(rate.bytesPerSecond(), 1_000_000);
  for (let second = 2; second <= 20; second++) {
    rate.add(1_000_000 + (second - 1) * 100, second * 1000);
  }
  assert.equal(rate.bytesPerSecond(), 100);
});

Deno.test("TransferRate.secondsLeft() divides what is left by the speed", () => {
  const rate = new TransferRate();
  rate.add(0, 0);
  rate.add(500, 1000);
  assert.equal(rate.secondsLeft(2000), 3);
});

Deno.test("TransferRate.secondsLeft() gives no estimate for a stalled transfer", () => {
  const rate = new TransferRate();
  rate.add(500, 0);
  rate.add(500, 9000);
  assert.equal(rate.secondsLeft(2000), undefined);
});
