import assert from "node:assert/strict";
import { type EventSink, serverSentEvents } from "./server_sent_events.ts";

Deno.test("serverSentEvents() sends events as the standard has them, uncached", async () => {
  let sink: EventSink | undefined;
  const response = serverSentEvents((given) => {
    sink = given;
    return () => {};
  });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  assert.equal(response.headers.get("cache-control"), "no-store");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = reader.read();
  assert.ok(sink!.send("progress", '{"a":1}'));
  assert.equal((await first).value, 'event: progress\ndata: {"a":1}\n\n');
  await reader.cancel();
});

Deno.test("serverSentEvents() drops events of a browser that is behind, and ends when it leaves", async () => {
  let sink: EventSink | undefined;
  let isLeft = false;
  const response = serverSentEvents((given) => {
    sink = given;
    return () => void (isLeft = true);
  });
  const sent = Array.from({ length: 100 }, (_, i) => sink!.send("a", String(i)));
  assert.ok(sent[0]);
  const waiting = sent.filter(Boolean).length;
  assert.ok(waiting < 20, `${waiting} events wait`);
  assert.ok(!isLeft);
  await response.body!.cancel();
  assert.ok(isLeft);
});
