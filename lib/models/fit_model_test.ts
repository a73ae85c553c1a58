import assert from "node:assert/strict";
import type { DatasetProfile } from "../resources/dataset.ts";
import { fitModel } from "./fit_model.ts";
import type { ModelInput } from "../learning/features/input.ts";

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
  const misfitOf = (inputs: ModelInput[], by?: string) =>
    fitModel(profile, inputs, { sequenceBy: by }).misfit;
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
      warnings: [],
    },
  );
});
