import assert from "node:assert/strict";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import type { RunResult } from "../../resources/run.ts";
import { modelWarnings, renewModelWarnings } from "./model_warnings.ts";

const QUANTILE: ThresholdRule = { rule: "quantile", q: 0.95 };

/** 100 scores of which so many are above the threshold, 0.5. */
const scores = (above: number) =>
  Float32Array.from({ length: 100 }, (_, i) => (i < above ? 0.6 : 0.4) + i / 1e4);

interface Judged {
  rule?: ThresholdRule;
  /** Flagged of 100 normal test rows; without `attacks` too: of 100 without labels. */
  normal: number;
  /** Flagged of 100 attacks. */
  attacks?: number;
  heldOut?: number;
}

function judged({ rule = QUANTILE, normal, attacks, heldOut = 5 }: Judged) {
  const label = (attack: boolean, flagged: number) => ({ label: "x", attack, rows: 100, flagged });
  const result = {
    threshold: { ...rule, value: 0.5 },
    perClass: attacks === undefined ? [] : [label(false, normal), label(true, attacks)],
    testRows: attacks === undefined ? 100 : 200,
    flaggedRows: normal + (attacks ?? 0),
  } as RunResult;
  return { result, scores: { test: scores(normal), heldOut: scores(heldOut) } };
}

function warningsOf(what: Judged): string[] {
  const { result, scores } = judged(what);
  return modelWarnings(result, scores);
}

Deno.test("modelWarnings() says nothing of a model that is in order", () => {
  assert.deepEqual(warningsOf({ normal: 5, attacks: 90 }), []);
  assert.deepEqual(warningsOf({ normal: 5 }), []);
  assert.deepEqual(warningsOf({ normal: 0, attacks: 3 }), []);
});

Deno.test("modelWarnings() warns of a model that flags most normal records", () => {
  const fixed = warningsOf({ rule: { rule: "fixed", value: 0.5 }, normal: 90, heldOut: 88 });
  assert.equal(fixed.length, 1);
  assert.match(fixed[0], /flags 90\.0% of the test records and 88\.0% of the held-out training/);
  assert.match(fixed[0], /fixed threshold of 0\.5 does not suit/);
  assert.match(
    warningsOf({ normal: 60, attacks: 100 })[0],
    /60\.0% of the normal test records\. They differ from the normal records of training/,
  );
  assert.match(warningsOf({ normal: 55, attacks: 90, heldOut: 45 })[0], /threshold is below/);
  assert.match(
    warningsOf({ rule: { rule: "contamination", share: 0.8 }, normal: 80 })[0],
    /flags this share by design/,
  );
});

Deno.test("modelWarnings() warns of a model that flags nothing it should", () => {
  assert.match(warningsOf({ normal: 0, attacks: 0 })[0], /although 100 of them are attacks/);
  assert.match(warningsOf({ normal: 0 })[0], /flags none of the 100 test records/);
  assert.match(
    warningsOf({ rule: { rule: "fixed", value: 9 }, normal: 0, heldOut: 0 })[0],
    /flags none/,
  );
  const risk: ThresholdRule = { rule: "peaks-over-threshold", risk: 0.001, level: 0.98 };
  assert.deepEqual(warningsOf({ rule: risk, normal: 0, heldOut: 0 }), []);
});

Deno.test("modelWarnings() warns of a share that is far from that of attacks or of flagged rows", () => {
  const rule: ThresholdRule = { rule: "contamination", share: 0.05 };
  const [few] = warningsOf({ rule, normal: 0, attacks: 10 });
  assert.match(few, /50\.0% of them are attacks: at least 90\.0% of the attacks are missed/);
  assert.match(warningsOf({ rule, normal: 20 })[0], /should flag 5\.0% .* flags 20\.0%/);
  const half: ThresholdRule = { rule: "contamination", share: 0.5 };
  assert.deepEqual(warningsOf({ rule: half, normal: 2, attacks: 98 }), []);
});

Deno.test("modelWarnings() warns of a constant score, and of nothing else then", () => {
  const { result } = judged({ normal: 0, attacks: 0 });
  const flat = { test: new Float32Array(200), heldOut: new Float32Array(20) };
  const warnings = modelWarnings(result, flat);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /gives every record the same score/);
});

Deno.test("renewModelWarnings() follows the threshold and keeps what else was said", () => {
  const { result, scores } = judged({ normal: 90, heldOut: 88 });
  const before = { ...result, warnings: ["A remark.", ...modelWarnings(result, scores)] };
  const after = { ...result, threshold: { ...QUANTILE, value: 0.605 }, flaggedRows: 40 };
  assert.equal(before.warnings.length, 2);
  assert.deepEqual(renewModelWarnings(before, after, scores), ["A remark."]);
});
