import assert from "node:assert/strict";
import { z } from "zod";
import type { DatasetDetail } from "../../resources/dataset.ts";
import type { ModelSummary } from "../../resources/model.ts";
import { parseBatchRequest } from "./request.ts";

const surroundings = {
  findDataset: (id: string) =>
    ({ "ds-1": { name: "Monday", status: "ready" }, "ds-2": { name: "Bad", status: "failed" } })[
      id
    ] as DatasetDetail ?? null,
  findModel: (id: string) => id.startsWith("model-") ? { id } as ModelSummary : null,
};

function faultsOf(body: unknown): string[] {
  try {
    parseBatchRequest(body, surroundings);
    return [];
  } catch (error) {
    assert.ok(error instanceof z.ZodError);
    return error.issues.map(({ path }) => path.join("/"));
  }
}

Deno.test("parseBatchRequest() fills in what is left out", () => {
  assert.deepEqual(parseBatchRequest({ dataset: "ds-1", models: ["model-a"] }, surroundings), {
    name: "Monday",
    dataset: "ds-1",
    models: ["model-a"],
    explain: "none",
  });
});

Deno.test("parseBatchRequest() names every field that is wrong", () => {
  assert.deepEqual(faultsOf({ dataset: "ds-0", models: ["x", "model-a", "model-a"] }), [
    "dataset",
    "models/0",
    "models/2",
  ]);
  assert.deepEqual(faultsOf({ dataset: "ds-2", models: ["model-a"] }), ["dataset"]);
  assert.deepEqual(faultsOf({ dataset: "ds-1", models: [] }), ["models"]);
  assert.deepEqual(faultsOf({ dataset: "ds-1", models: ["model-a"], explain: "some" }), [
    "explain",
  ]);
  assert.deepEqual(faultsOf({ dataset: "ds-1", models: ["model-a"], more: 1 }), [""]);
});
