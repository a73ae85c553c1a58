import assert from "node:assert/strict";
import { JobChannel, type JobEvent } from "./channel.ts";
import { JobCancelledError } from "./child.ts";

const progress = (data: number): JobEvent => ({ type: "progress", data });
const metric = (data: number): JobEvent => ({ type: "metric", data });
const done: JobEvent = { type: "done", data: "end" };

Deno.test("JobChannel.listen() tells who comes late all metrics and the newest progress", () => {
  const channel = new JobChannel();
  for (const event of [progress(1), metric(1), progress(2), metric(2)]) channel.emit(event);
  const heard: JobEvent[] = [];
  const stop = channel.listen((event) => heard.push(event));
  channel.emit(progress(3));
  stop();
  channel.emit(progress(4));
  assert.deepEqual(heard, [metric(1), metric(2), progress(2), progress(3)]);
});

Deno.test("JobChannel.emit() tells nothing after done", () => {
  const channel = new JobChannel();
  channel.emit(progress(1));
  channel.emit(done);
  channel.emit(progress(2));
  const heard: JobEvent[] = [];
  channel.listen((event) => heard.push(event));
  assert.deepEqual(heard, [done]);
});

Deno.test("JobChannel.untilDone() tells of progress until the job has ended, or nobody waits", async () => {
  const channel = new JobChannel();
  const waiting = new AbortController();
  const heard: unknown[] = [];
  const end = channel.untilDone(new AbortController().signal, (data) => heard.push(data));
  const given = channel.untilDone(waiting.signal, (data) => heard.push(data));
  waiting.abort();
  await assert.rejects(given, JobCancelledError);
  for (const event of [metric(1), progress(2), done]) channel.emit(event);
  await end;
  assert.deepEqual(heard, [2]);
  await channel.untilDone(new AbortController().signal, () => {});
  await assert.rejects(channel.untilDone(waiting.signal, () => {}), JobCancelledError);
});
