import assert from "node:assert/strict";
import { progressReporter } from "./progress.ts";
import type { DatasetProgress } from "../resources/dataset.ts";

Deno.test("progressReporter() puts phases together to one fraction that never falls", () => {
  const seen: DatasetProgress[] = [];
  const phase = progressReporter((progress) => seen.push(progress));
  const first = phase("One", 0.5);
  first(0.5);
  first(0.501);
  first(2);
  const second = phase("Two", 1);
  second(0);
  first(0);
  second(1);
  assert.deepEqual(seen.map(({ phase, fraction }) => [phase, fraction]), [
    ["One", 0.25],
    ["One", 0.5],
    ["Two", 0.5],
    ["One", 0.5],
    ["Two", 1],
  ]);
});

Deno.test("progressReporter() does nothing where nobody listens", () => {
  progressReporter(undefined)("One", 1)(0.5);
});
