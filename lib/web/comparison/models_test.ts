import assert from "node:assert/strict";
import type { Run } from "../../resources/run.ts";
import { askedModels, compareAddress, comparedTitles } from "./models.ts";

const run = (id: string, name: string, ...models: string[]) =>
  ({
    ...{ id, name },
    request: { detectors: models.map(() => ({ kind: "kmeans" })) },
    results: models.map((model) => ({ model, kind: "kmeans" })),
  }) as Run;

Deno.test("askedModels() reads an address and the fields of a form alike", () => {
  const url = new URL(compareAddress(["a", "b"]), "http://localhost");
  assert.deepEqual(askedModels(url.searchParams), ["a", "b"]);
  assert.deepEqual(askedModels(new URLSearchParams("models=a&models=b,c&models=a&models=")), [
    "a",
    "b",
    "c",
  ]);
});

Deno.test("comparedTitles() tells models apart", () => {
  const first = run("r1", "One", "a", "b");
  const second = run("r2", "Two", "c");
  const third = run("r3", "Two", "d");
  assert.deepEqual(comparedTitles([{ id: "a", run: first }, { id: "b", run: first }]), [
    "K-Means 1",
    "K-Means 2",
  ]);
  assert.deepEqual(
    comparedTitles([{ id: "b", run: first }, { id: "c", run: second }, { id: "d", run: third }]),
    ["K-Means 2 (One)", "K-Means (Two) 1", "K-Means (Two) 2"],
  );
});
