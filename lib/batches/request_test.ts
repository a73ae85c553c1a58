import assert from "node:assert/strict";
import { z } from "zod";
import type { DatasetDetail } from "../datasets/library.ts";
import type { DatasetProfile } from "../datasets/types.ts";
import type { ModelInput, ModelSummary } from "../models/types.ts";
import { fitModel, parseBatchRequest } from "./request.ts";

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

Deno.test("fitModel() tells what a dataset lacks for a model", () => {
  const column = (name: string, type: "numeric" | "categorical", values: string[] = ["x"]) => ({
    name,
    type,
    distinct: values.length,
    top: values.map((value) => ({ value, count: 1 })),
  });
  const profile = {
    columns: [
      column("bytes", "numeric", ["1", "2"]),
      column("service", "categorical"),
      column("up", "categorical", ["true", "false"]),
    ],
  } as DatasetProfile;
  const input = (name: string, type: ModelInput["type"], categories: string[] = []) =>
    ({ name, type, ...(type === "categorical" && { categories }) }) as ModelInput;
  const fits = [input("bytes", "numeric"), input("service", "categorical")];
  const misfitOf = (inputs: ModelInput[], by?: string) => fitModel(profile, inputs, by).misfit;
  assert.equal(misfitOf(fits), null);
  assert.equal(misfitOf([input("bytes", "categorical")]), null);
  assert.equal(misfitOf([input("bytes", "categorical", ["80", "443"])]), null);
  assert.equal(misfitOf([input("up", "numeric")]), null);
  assert.match(misfitOf([input("service", "numeric")])!, /"service".*words/);
  assert.match(
    misfitOf([input("bytes", "categorical", ["tcp", "udp"])])!,
    /"bytes".*numbers, but words/,
  );
  assert.match(misfitOf([input("a", "numeric"), ...fits])!, /the column "a"/);
  assert.match(misfitOf(fits, "host")!, /the column "host"/);
  assert.deepEqual(
    fitModel(profile, [input("BYTES", "numeric"), input("Ser_vice", "categorical")]),
    {
      misfit: null,
      mapped: [
        { feature: "BYTES", column: "bytes" },
        { feature: "Ser_vice", column: "service" },
      ],
    },
  );
});
