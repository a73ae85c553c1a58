import assert from "node:assert/strict";
import { BusyError } from "../../jobs/busy_error.ts";
import { JobError } from "../../jobs/child.ts";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";
import { startBatch } from "./start_batch.ts";

const starting = (start: () => unknown) =>
  startBatch({ batches: { start: () => Promise.try(start) } } as unknown as Netsift, {});

const failing = (error: Error) =>
  starting(() => {
    throw error;
  });

Deno.test("startBatch() gives the batch", async () => {
  assert.deepEqual(await starting(() => ({ id: "batch-1" })), { id: "batch-1" });
});

Deno.test("startBatch() answers 422 with the reason why a model cannot score the dataset", async () => {
  await assert.rejects(
    failing(new JobError("It lacks src_bytes.")),
    (error) =>
      error instanceof ProblemError && error.status === 422 &&
      error.message === "It lacks src_bytes.",
  );
});

Deno.test("startBatch() lets other errors be", async () => {
  for (const error of [new BusyError("full", 30), new RangeError("other")]) {
    await assert.rejects(failing(error), (thrown) => thrown === error);
  }
});
