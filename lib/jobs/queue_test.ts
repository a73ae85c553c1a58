import assert from "node:assert/strict";
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

Deno.test("JobQueue.add() starts as many jobs as the limit allows, in order", async () => {
  const log: string[] = [];
  const queue = new JobQueue(2);
  const jobs = ["a", "b", "c", "d"].map((name) => ({ name, ...job(log, name) }));
  for (const { name, start } of jobs) queue.add(name, start);
  assert.deepEqual(log, ["a", "b"]);
  assert.equal(queue.waiting, 2);
  await jobs[1].end();
  assert.deepEqual(log, ["a", "b", "c"]);
  await jobs[0].end();
  assert.deepEqual(log, ["a", "b", "c", "d"]);
});

Deno.test("JobQueue.remove() takes back a waiting job only", async () => {
  const log: string[] = [];
  const queue = new JobQueue(1);
  const [first, second] = [job(log, "first"), job(log, "second")];
  queue.add("first", first.start);
  queue.add("second", second.start);
  assert.equal(queue.remove("first"), false);
  assert.equal(queue.remove("second"), true);
  await first.end();
  assert.deepEqual(log, ["first"]);
});
