import assert from "node:assert/strict";
import { JobCancelledError } from "./child.ts";
import { JobQueue } from "./queue.ts";

function job(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    start: () => {
      log.push(name);
      return promise;
    },
    end: async () => {
      resolve();
      await new Promise((done) => setTimeout(done));
    },
  };
}

Deno.test("JobQueue.run() starts as many jobs as the limit allows, in order", async () => {
  const log: string[] = [];
  const queue = new JobQueue(2);
  const jobs = ["a", "b", "c", "d"].map((name) => ({ name, ...job(log, name) }));
  for (const { start } of jobs) queue.run(start);
  assert.deepEqual(log, ["a", "b"]);
  assert.equal(queue.waiting, 2);
  await jobs[1].end();
  assert.deepEqual(log, ["a", "b", "c"]);
  await jobs[0].end();
  assert.deepEqual(log, ["a", "b", "c", "d"]);
});

Deno.test("JobQueue.run() takes back a waiting job only", async () => {
  const log: string[] = [];
  const queue = new JobQueue(1);
  const [first, second] = [job(log, "first"), job(log, "second")];
  const [runs, waits] = [new AbortController(), new AbortController()];
  const running = queue.run(first.start, runs.signal);
  const waiting = queue.run(second.start, waits.signal);
  runs.abort();
  waits.abort();
  assert.equal(queue.waiting, 0);
  await assert.rejects(waiting, JobCancelledError);
  await first.end();
  await running;
  assert.deepEqual(log, ["first"]);
  await assert.rejects(queue.run(second.start, waits.signal), JobCancelledError);
  assert.deepEqual(log, ["first"]);
});

Deno.test("JobQueue.run() gives what a job gives, and goes on after one that fails", async () => {
  const queue = new JobQueue(1);
  const failed = queue.run(() => Promise.reject(new Error("No.")));
  const done = queue.run(() => Promise.resolve(3));
  await assert.rejects(failed, { message: "No." });
  assert.equal(await done, 3);
});
