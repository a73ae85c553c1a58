import assert from "node:assert/strict";
import { renderResults } from "./render_results.ts";
import { reproducedRow, reproductionReport } from "../lib/benchmarks/testing.ts";

const report = reproductionReport([
  reproducedRow(),
  reproducedRow({
    ours: 0.9,
    reached: false,
    protocol: "as reported | test",
    usesTest: true,
    note: "It cannot be reached.",
  }),
  reproducedRow({ project: "4", data: "CIC: DDoS", metric: "recall left out", reported: null }),
]);

Deno.test("renderResults() sets ours beside what was reported, protocol by protocol", () => {
  const text = renderResults(report);
  assert.match(text, /\| accuracy \| 0\.91 +\| 0\.9166 ± 0\.0042 \| yes +\|/);
  assert.match(text, /\*\*As reported \| test\*\* \(uses the test\)/);
  assert.match(text, /\| 0\.9000 ± 0\.0042 \| no +\|\n\nIt cannot be reached\./);
  assert.match(text, /\| normal \(normal\) \| 1,000 \| 0\.050 +\|/);
  assert.match(text, /## Project 4.*\n\n[^#]*Left out: x\.csv\.gz is not in the data folder\./s);
});

Deno.test("renderResults() keeps times at the end: everything before is the same for the same metrics", () => {
  const other = { ...report, times: { ...report.times, seconds: 99, models: [] } };
  const [before, after] = [report, other].map((each) => renderResults(each).split("## Time"));
  assert.equal(before[0], after[0]);
  assert.notEqual(before[1], after[1]);
});

Deno.test("renderResults() says when metrics are those of samples", () => {
  assert.match(renderResults({ ...report, quick: true }), /quick run on samples/);
  assert.match(renderResults(report), /Netsift 1\.2\.3, seeds 1, 2\./);
});
