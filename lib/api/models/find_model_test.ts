import assert from "node:assert/strict";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";
import { findBatch, findScoredBatch } from "../batches/find_batch.ts";
import { findReadyDataset } from "../datasets/find_ready_dataset.ts";
import { findScoredRun } from "../runs/find_scored_run.ts";
import { findModel, requireModel } from "./find_model.ts";

/** A server whose things are named after their status. */
const things = {
  get: (id: string) => id === "none" ? null : { id, name: id, status: id },
  has: (id: string) => id !== "none",
};
const netsift = {
  models: things,
  datasets: things,
  runs: things,
  batches: things,
} as unknown as Netsift;

const status = (find: () => unknown): number => {
  try {
    find();
    return 200;
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    return error.status;
  }
};

Deno.test("what an address names is found, or answered with 404", () => {
  for (const find of [findModel, requireModel, findBatch]) {
    assert.equal(status(() => find(netsift, "none")), 404);
    assert.equal(status(() => find(netsift, "running")), 200);
  }
});

Deno.test("what has no scores or records yet is answered with 409", () => {
  for (const find of [findScoredRun, findScoredBatch]) {
    assert.equal(status(() => find(netsift, "none")), 404);
    for (const other of ["queued", "running", "failed", "cancelled", "interrupted"]) {
      assert.equal(status(() => find(netsift, other)), 409);
    }
    assert.equal(find(netsift, "done").id, "done");
  }
  assert.equal(status(() => findReadyDataset(netsift, "none")), 404);
  assert.equal(status(() => findReadyDataset(netsift, "ingesting")), 409);
  assert.equal(findReadyDataset(netsift, "ready").id, "ready");
});
