import assert from "node:assert/strict";
import { planJobs } from "./plan_jobs.ts";

const FILES = [
  "lib/a_test.ts",
  "lib/b_test.ts",
  "lib/c_test.ts",
  "lib/clock_test.ts",
  "tests/long_test.ts",
  "tests/short_test.ts",
  "tests/watch_test.ts",
];
const OPTIONS = {
  timed: ["lib/clock_test.ts", "tests/watch_test.ts"],
  longest: ["tests/long_test.ts"],
  groupSize: 2,
};

Deno.test("planJobs() leaves no file out, and runs none twice", () => {
  const planned = planJobs(FILES, OPTIONS).flatMap(({ files }) => files);
  assert.deepEqual(planned.sort(), FILES);
});

Deno.test("planJobs() gives end-to-end files a process each and groups the others", () => {
  assert.deepEqual(planJobs(FILES, OPTIONS).map(({ name }) => name), [
    "tests/watch_test.ts",
    "tests/long_test.ts",
    "lib/clock_test.ts",
    "lib/a_test.ts to lib/b_test.ts",
    "lib/c_test.ts",
    "tests/short_test.ts",
  ]);
});

Deno.test("planJobs() keeps files that measure the clock apart from the others", () => {
  for (const { files, isTimed } of planJobs(FILES, OPTIONS)) {
    assert.ok(files.every((file) => OPTIONS.timed.includes(file) === isTimed));
  }
});
