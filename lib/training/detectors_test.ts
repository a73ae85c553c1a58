import assert from "node:assert/strict";
import {
  allWarnings,
  describeRun,
  failedDetectors,
  failureOf,
  trainedDetectors,
} from "./detectors.ts";
import { failureReason } from "./failure_reason.ts";
import type { Run } from "../resources/run.ts";

const run = {
  request: { detectors: ["pca", "kmeans", "pca", "gmm"].map((kind) => ({ kind })) },
  results: [{ model: "b", kind: "kmeans" }, { model: "c", kind: "pca" }],
  warnings: ["Few rows."],
  failures: [{ detector: 0, error: "Too far." }, { detector: 3, error: "Too near." }],
} as unknown as Run;

Deno.test("trainedDetectors() and failedDetectors() keep the titles of the request", () => {
  assert.deepEqual(
    trainedDetectors(run).map(({ title, asked, result }) => [title, asked.kind, result.model]),
    [["K-Means", "kmeans", "b"], ["PCA reconstruction 2", "pca", "c"]],
  );
  assert.deepEqual(failedDetectors(run).map(({ title }) => title), [
    "PCA reconstruction 1",
    "Gaussian mixture",
  ]);
});

Deno.test("describeRun() has an entry for each detector, in the order of the request", () => {
  assert.deepEqual(describeRun(run).results.map((entry) => "error" in entry ? entry.error : "ok"), [
    "Too far.",
    "ok",
    "ok",
    "Too near.",
  ]);
});

Deno.test("failureOf() gives the reasons with the detectors", () => {
  const [first, second] = run.failures!;
  assert.equal(failureOf(run.request, [first]), "PCA reconstruction 1: Too far.");
  assert.match(
    failureOf(run.request, [first, second]),
    /1: Too far\. Gaussian mixture: Too near\.$/,
  );
});

Deno.test("failureReason() names memory, and what a person can fix", () => {
  assert.match(
    failureReason(new RangeError("Array buffer allocation failed")),
    /ran out of memory/,
  );
  assert.equal(failureReason(new RangeError("Too few rows.")), "Too few rows.");
});

Deno.test("allWarnings() adds those of each model under its title", () => {
  const results = [run.results[0], { ...run.results[1], warnings: ["It flags nothing."] }];
  assert.deepEqual(allWarnings({ ...run, results }), [
    "Few rows.",
    "PCA reconstruction 2: It flags nothing.",
  ]);
  assert.deepEqual(describeRun({ ...run, results }).warnings, allWarnings({ ...run, results }));
});
