import assert from "node:assert/strict";
import { closingLine, countsOf, resultsOf, slowestFiles } from "./test_report.ts";

Deno.test("countsOf() reads what deno test closes with", () => {
  assert.deepEqual(countsOf("x ... ok (1s)\n\nok | 4 passed (12 steps) | 0 failed (45s)\n"), {
    passed: 4,
    failed: 0,
    skipped: 0,
  });
  assert.deepEqual(
    countsOf("FAILED | 3 passed | 2 failed (1 step) | 5 ignored | 7 filtered out (1s)"),
    { passed: 3, failed: 2, skipped: 5 },
  );
  assert.equal(countsOf("error: Module not found"), null);
});

Deno.test("closingLine() counts skipped tests only where there are some", () => {
  assert.equal(closingLine({ passed: 5, failed: 0, skipped: 0 }), "5 passed, 0 failed");
  assert.equal(closingLine({ passed: 5, failed: 1, skipped: 2 }), "5 passed, 1 failed, 2 skipped");
});

const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3" failures="1" errors="0" time="4.5">
    <testsuite name="./lib/a_test.ts" tests="2" disabled="0" errors="0" failures="0">
        <testcase name="a" classname="./lib/a_test.ts" time="2.5" line="1" col="6">
        </testcase>
        <testcase name="a &gt; step" classname="./lib/a_test.ts" time="2.4" line="2" col="6">
        </testcase>
    </testsuite>
    <testsuite name="./lib/b_test.ts" tests="1" disabled="0" errors="0" failures="1">
        <testcase name="b" classname="./lib/b_test.ts" time="10.25" line="1" col="6">
            <failure message="Uncaught">Error</failure>
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("resultsOf() has seconds and failures of each file, steps within their tests", () => {
  assert.deepEqual(resultsOf(JUNIT), [
    { file: "lib/a_test.ts", seconds: 2.5, hasFailed: false },
    { file: "lib/b_test.ts", seconds: 10.25, hasFailed: true },
  ]);
});

Deno.test("slowestFiles() names the slowest first", () => {
  assert.deepEqual(slowestFiles(resultsOf(JUNIT), 1), ["   10.3 s  lib/b_test.ts"]);
});
