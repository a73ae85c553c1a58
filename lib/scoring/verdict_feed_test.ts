import assert from "node:assert/strict";
import { type VerdictBatch, VerdictFeed } from "./verdict_feed.ts";

function batchOf(model: string, at: number): VerdictBatch {
  return {
    model,
    source: "stream",
    at,
    latencyMs: 1,
    threshold: 0.5,
    scores: Float32Array.of(0.1),
    anomalies: Uint8Array.of(0),
    severities: Float32Array.of(NaN),
    rejected: 0,
    sample: [],
    flagged: [],
  };
}

Deno.test("VerdictFeed.publish() hands batches to the subscribers that want their model, in order", async () => {
  const feed = new VerdictFeed();
  using one = feed.subscribe({ model: "a" });
  using all = feed.subscribe();
  for (const [model, at] of [["a", 1], ["b", 2], ["a", 3]] as const) {
    feed.publish(batchOf(model, at));
  }
  assert.deepEqual([(await one.next())?.batch.at, (await one.next())?.batch.at], [1, 3]);
  const seen = [await all.next(), await all.next(), await all.next()];
  assert.deepEqual(seen.map((fed) => fed?.batch.at), [1, 2, 3]);
});

Deno.test("VerdictFeed.isWatched() knows whether a batch is worth making", () => {
  const feed = new VerdictFeed();
  assert.ok(!feed.isWatched("a"));
  const one = feed.subscribe({ model: "a" });
  assert.deepEqual([feed.isWatched("a"), feed.isWatched("b")], [true, false]);
  one[Symbol.dispose]();
  assert.ok(!feed.isWatched("a"));
});

Deno.test("Subscription: who is too slow loses the oldest batches and is told how many", async () => {
  const feed = new VerdictFeed();
  using subscription = feed.subscribe({ capacity: 2 });
  for (let at = 1; at <= 5; at++) feed.publish(batchOf("a", at));
  const first = await subscription.next();
  const second = await subscription.next();
  assert.deepEqual([first?.batch.at, first?.missed], [4, 3]);
  assert.deepEqual([second?.batch.at, second?.missed], [5, 0]);
});

Deno.test("Subscription.next() waits for a batch, and is over when the subscription ends", async () => {
  const feed = new VerdictFeed();
  const subscription = feed.subscribe();
  const next = subscription.next();
  feed.publish(batchOf("a", 7));
  assert.equal((await next)?.batch.at, 7);
  const last = subscription.next();
  subscription[Symbol.dispose]();
  assert.equal(await last, null);
});

Deno.test("Subscription: leaving its loop ends it", async () => {
  const feed = new VerdictFeed();
  const subscription = feed.subscribe();
  feed.publish(batchOf("a", 1));
  for await (const { batch } of subscription) {
    assert.equal(batch.at, 1);
    break;
  }
  assert.ok(!feed.isWatched("a"));
});
