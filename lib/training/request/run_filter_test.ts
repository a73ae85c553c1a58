import assert from "node:assert/strict";
import { filterRuns, isFilterOn, parseRunFilter } from "./run_filter.ts";
import type { Run } from "../../resources/run.ts";

function run(id: string, change: Partial<Run>, kinds = ["kmeans"], test?: string): Run {
  return {
    id,
    name: id,
    status: "done",
    trainName: "Monday",
    testName: null,
    request: { train: "ds-1", test, detectors: kinds.map((kind) => ({ kind })) },
    ...change,
  } as Run;
}

const RUNS = [
  run("a", { name: "Quick look", notes: "Threshold too LOW\nsee ticket 7" }),
  run("b", { status: "failed" }, ["pca", "kmeans"]),
  run("c", { testName: "Friday capture" }, ["pca"], "ds-2"),
];

function shown(query: string): string[] {
  return filterRuns(RUNS, parseRunFilter(new URLSearchParams(query))).map(({ id }) => id);
}

Deno.test("filterRuns() keeps runs by status, detector and dataset", () => {
  assert.deepEqual(shown(""), ["a", "b", "c"]);
  assert.deepEqual(shown("status=failed"), ["b"]);
  assert.deepEqual(shown("detector=pca"), ["b", "c"]);
  assert.deepEqual(shown("dataset=ds-2"), ["c"]);
  assert.deepEqual(shown("dataset=ds-1&detector=pca&status=done"), ["c"]);
});

Deno.test("filterRuns() looks for all words in name, notes and names of the data", () => {
  assert.deepEqual(shown("text=ticket+low"), ["a"]);
  assert.deepEqual(shown("text=friday"), ["c"]);
  assert.deepEqual(shown("text=MONDAY"), ["a", "b", "c"]);
  assert.deepEqual(shown("text=monday+friday"), ["c"]);
});

Deno.test("parseRunFilter() leaves out what there is not", () => {
  assert.deepEqual(shown("status=gone&detector=oracle&text=++"), ["a", "b", "c"]);
  assert.equal(isFilterOn(parseRunFilter(new URLSearchParams("status=gone&dataset="))), false);
  assert.equal(isFilterOn(parseRunFilter(new URLSearchParams("text=x"))), true);
});
