import assert from "node:assert/strict";
import { JobChannel } from "../../jobs/channel.ts";
import { eventStream } from "./event_stream.ts";

Deno.test("eventStream() sends each event and ends after done", async () => {
  const channel = new JobChannel();
  channel.emit({ type: "metric", data: { epoch: 1 } });
  const response = eventStream(channel);
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  channel.emit({ type: "progress", data: { text: "a\nb" } });
  channel.emit({ type: "done", data: { status: "done" } });
  assert.equal(
    await response.text(),
    'event: metric\ndata: {"epoch":1}\n\n' +
      'event: progress\ndata: {"text":"a\\nb"}\n\n' +
      'event: done\ndata: {"status":"done"}\n\n',
  );
});

Deno.test("eventStream() of a job that has ended tells so and ends", async () => {
  const channel = new JobChannel();
  channel.emit({ type: "done", data: 1 });
  assert.equal(await eventStream(channel).text(), "event: done\ndata: 1\n\n");
});

Deno.test("eventStream() stops listening when the reader leaves", async () => {
  const channel = new JobChannel();
  const reader = eventStream(channel).body!.getReader();
  channel.emit({ type: "progress", data: 1 });
  await reader.read();
  await reader.cancel();
  channel.emit({ type: "progress", data: 2 });
});
