import assert from "node:assert/strict";
import { type VerdictBatch, VerdictFeed } from "../../scoring/verdict_feed.ts";
import { verdictEvents } from "./verdict_events.ts";

const batch = (change: Partial<VerdictBatch> = {}): VerdictBatch => ({
  model: "model-1",
  source: "stream",
  at: 0,
  latencyMs: 2,
  threshold: 0.5,
  scores: Float32Array.of(0.25, 0.75, 0.5),
  anomalies: Uint8Array.of(0, 1, 0),
  severities: Float32Array.of(10, 90, NaN),
  rejected: 1,
  sample: [{ index: 0, record: { a: 1 } }, { index: 2, record: { a: 3 } }],
  flagged: [{ index: 1, record: { a: 2 } }],
  ...change,
});

Deno.test("verdictEvents() tells the verdicts of a batch in the order of its records", async () => {
  const feed = new VerdictFeed();
  const response = verdictEvents(feed.subscribe({ model: "model-1" }));
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  feed.publish(batch());
  const { value } = await reader.read();
  const [, json] = /^event: verdicts\ndata: (.*)\n\n$/.exec(value!)!;
  assert.deepEqual(JSON.parse(json), {
    model: "model-1",
    source: "stream",
    at: "1970-01-01T00:00:00.000Z",
    latencyMs: 2,
    threshold: 0.5,
    records: 3,
    anomalies: 1,
    rejected: 1,
    verdicts: [
      { index: 0, score: 0.25, anomaly: false, severity: 10, record: { a: 1 } },
      { index: 1, score: 0.75, anomaly: true, severity: 90, record: { a: 2 } },
      { index: 2, score: 0.5, anomaly: false, severity: null, record: { a: 3 } },
    ],
  });
  await reader.cancel();
  assert.ok(!feed.isWatched("model-1"), "the subscription has ended with the answer");
});

Deno.test("verdictEvents() says how many batches a slow reader has missed", async () => {
  const feed = new VerdictFeed();
  const subscription = feed.subscribe({ model: "model-1", capacity: 2 });
  for (let i = 0; i < 5; i++) feed.publish(batch());
  const reader = verdictEvents(subscription).body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  assert.match(value!, /^event: missed\ndata: \{"batches":3\}\n\nevent: verdicts\n/);
  await reader.cancel();
});
