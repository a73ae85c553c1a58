import assert from "node:assert/strict";
import { RateLimiter } from "./rate_limiter.ts";

function limiterAt(perMinute: number) {
  const clock = { now: 1_000 };
  return { clock, limiter: new RateLimiter(perMinute, () => clock.now) };
}

Deno.test("RateLimiter.take() lets so many requests through at once, and says when to come again", () => {
  const { clock, limiter } = limiterAt(6);
  assert.deepEqual(Array.from({ length: 7 }, () => limiter.take("a")), [0, 0, 0, 0, 0, 0, 10]);
  assert.equal(limiter.take("b"), 0, "clients do not share");
  clock.now += 9_999;
  assert.equal(limiter.take("a"), 1);
  clock.now += 1;
  assert.equal(limiter.take("a"), 0);
  assert.equal(limiter.take("a"), 10);
});

Deno.test("RateLimiter.wait() counts nothing, and no client saves up more than a minute's worth", () => {
  const { clock, limiter } = limiterAt(2);
  for (let i = 0; i < 5; i++) assert.equal(limiter.wait("a"), 0);
  clock.now += 3_600_000;
  assert.deepEqual([1, 2, 3].map(() => limiter.take("a")), [0, 0, 30]);
});

Deno.test("RateLimiter.take() gives nothing for a clock that is set back", () => {
  const { clock, limiter } = limiterAt(1);
  assert.equal(limiter.take("a"), 0);
  clock.now -= 600_000;
  assert.equal(limiter.take("a"), 60);
  clock.now += 60_000;
  assert.equal(limiter.take("a"), 0);
});
