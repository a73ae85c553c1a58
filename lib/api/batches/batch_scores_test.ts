import assert from "node:assert/strict";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";
import { batchScores } from "./batch_scores.ts";

/** A server with one batch. */
function serverWith(status: string, records: string | null): Netsift {
  const batch = { id: "batch-1", name: "Monday", status, request: { dataset: "ds-1" } };
  return {
    batches: {
      get: (id: string) => id === batch.id ? batch : null,
      records: () => records,
      scores: () => "scores.parquet",
    },
    datasets: { get: () => null },
    folder: { staging: (id: string) => id },
    config: { duckdbMemoryBytes: 1 },
    exports: { answer: () => Promise.resolve(new Response("scores")) },
  } as unknown as Netsift;
}

async function statusOf(netsift: Netsift, query = "", id = "batch-1"): Promise<number> {
  try {
    return (await batchScores(netsift, id, new URLSearchParams(query), "csv")).status;
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    return error.status;
  }
}

Deno.test("batchScores() answers 404 where there is no batch, 409 where it has no scores", async () => {
  assert.equal(await statusOf(serverWith("done", null)), 200);
  assert.equal(await statusOf(serverWith("done", null), "", "batch-2"), 404);
  assert.equal(await statusOf(serverWith("running", null)), 409);
});

Deno.test("batchScores() answers 409 for the records of a dataset that was deleted", async () => {
  assert.equal(await statusOf(serverWith("done", "rows.parquet"), "records=true"), 200);
  assert.equal(await statusOf(serverWith("done", null), "records=true"), 409);
  assert.equal(await statusOf(serverWith("done", null), "records=false&flagged=true"), 200);
});

Deno.test("batchScores() names the parameter that is neither true nor false", async () => {
  for (const name of ["records", "flagged"]) {
    await assert.rejects(
      batchScores(serverWith("done", "x"), "batch-1", new URLSearchParams({ [name]: "1" }), "csv"),
      (error) => error instanceof ProblemError && error.errors[0].pointer === `/${name}`,
    );
  }
});
