import assert from "node:assert/strict";
import type { Finding } from "../finding.ts";
import { mergeFindings } from "./merge_findings.ts";
import { Quarantine } from "./quarantine.ts";

const HOUR = 3_600_000;
const finding = (hour: number, severity: number, host = "10.0.0.5"): Finding => ({
  check: "beacon",
  kind: "behaviour",
  host,
  from: hour * HOUR,
  to: (hour + 1) * HOUR,
  p: 0.001,
  severity,
  typical: "none",
  actual: `at ${hour}`,
  text: `At ${hour}.`,
  selector: { from: hour * HOUR, to: (hour + 1) * HOUR, source: host },
  records: 10,
});

Deno.test("mergeFindings(): days in a row are one finding, and the worst one speaks", () => {
  const [merged, ...others] = mergeFindings([finding(10, 40), finding(34, 70), finding(58, 50)]);
  assert.equal(others.length, 0);
  assert.deepEqual([merged.from, merged.to, merged.records], [10 * HOUR, 59 * HOUR, 30]);
  assert.deepEqual([merged.severity, merged.text], [
    70,
    "At 34; 30 connections over the whole period.",
  ]);
  assert.deepEqual([merged.selector.from, merged.selector.to], [merged.from, merged.to]);
});

Deno.test("mergeFindings(): records that two measures of one hour found count once", () => {
  const [merged, ...others] = mergeFindings([
    finding(10, 40),
    { ...finding(10, 70), records: 12 },
    finding(11, 50),
  ]);
  assert.deepEqual([others.length, merged.records], [0, 22]);
  assert.equal(merged.text, "At 10; 22 connections over the whole period.");
});

Deno.test("mergeFindings(): other hosts and later days stay apart", () => {
  assert.equal(mergeFindings([finding(1, 40), finding(90, 40), finding(2, 40, "x")]).length, 3);
});

Deno.test("Quarantine: days with findings are not learned, until they are a habit", () => {
  const quarantine = new Quarantine();
  const isTrusted = [1, 2, 3, 4].map((day) => quarantine.next(day, new Set([7]))(7));
  assert.deepEqual(isTrusted, [false, false, false, true]);
  assert.ok(quarantine.next(5, new Set())(7));
  assert.equal(quarantine.next(60, new Set([7]))(7), false);
});
