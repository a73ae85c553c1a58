import assert from "node:assert/strict";
import fc from "fast-check";
import { confusionAt } from "../confusion_at.ts";
import { type Labels, perClass } from "../per_class.ts";
import { generatedRows, scoredRows } from "../testing.ts";
import { type ThresholdTable, thresholdTable } from "./threshold_table.ts";

const labelled = (truth: Uint8Array): Labels => ({
  codes: Int32Array.from(truth),
  names: ["normal", "attack"],
  attack: [false, true],
});

const above = (counts: number[], place: number) =>
  counts.slice(place).reduce((sum, count) => sum + count, 0);

function assertExact(table: ThresholdTable, scores: Float32Array, truth: Uint8Array): void {
  table.thresholds.forEach((threshold, place) => {
    const { fp, tp } = confusionAt(scores, truth, threshold);
    assert.deepEqual([above(table.normal, place), above(table.attack, place)], [fp, tp]);
    for (const { label, flagged } of perClass(scores, threshold, labelled(truth))) {
      const { counts } = table.labels.find((each) => each.label === label)!;
      assert.equal(above(counts, place), flagged);
    }
  });
}

Deno.test("thresholdTable() has the exact counts at each of its thresholds", () =>
  fc.assert(
    fc.property(
      scoredRows,
      fc.integer({ min: 10, max: 40 }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      ({ scores, truth }, steps, value) => {
        const table = thresholdTable(scores, labelled(truth), { steps, include: [value] });
        assertExact(table, scores, truth);
        assert.ok(table.thresholds.includes(value));
        assert.ok(table.thresholds.every((each, i) => i === 0 || each > table.thresholds[i - 1]));
        assert.equal(above(table.normal, 0) + above(table.attack, 0), scores.length);
        assert.equal(confusionAt(scores, truth, table.thresholds.at(-1)!).tp, 0);
      },
    ),
  ));

Deno.test("thresholdTable() is small for many scores and fine where false alarms are rare", () => {
  const { scores, truth } = generatedRows({ seed: 3, rows: 20_000, bits: 20, share: 0.3 });
  const table = thresholdTable(scores, labelled(truth), { steps: 200 });
  assert.ok(table.thresholds.length > 100 && table.thresholds.length <= 205);
  assertExact(table, scores, truth);
  const falseAlarms = table.thresholds.map((_, place) => above(table.normal, place));
  for (const most of [1, 3, 10, 100, 1000]) {
    const next = falseAlarms.find((count) => count <= most)!;
    assert.ok(next >= most / 2, `${next} is the most false alarms up to ${most}`);
  }
});

Deno.test("thresholdTable() has a threshold for each of few scores", () => {
  const table = thresholdTable(Float32Array.of(1.5, 1.5, 0.25, -1), null, { steps: 10 });
  assert.deepEqual(table.normal, [1, 1, 2]);
  assert.deepEqual(table.labels, []);
  assert.deepEqual(table.thresholds.slice(1, 3), [-1, 0.25]);
});

Deno.test("thresholdTable() takes scores that are all the same", () => {
  for (const score of [0, 5, -1e-30, 3e38]) {
    const { thresholds, normal } = thresholdTable(Float32Array.of(score, score), null, {
      steps: 10,
    });
    assert.deepEqual(normal, [2]);
    const exact = Math.fround(score);
    assert.ok(thresholds[0] < exact && thresholds[1] >= exact);
  }
});

Deno.test("thresholdTable() refuses what it cannot count", () => {
  assert.throws(() => thresholdTable(new Float32Array(0), null, { steps: 10 }), RangeError);
  assert.throws(() => thresholdTable(Float32Array.of(NaN), null, { steps: 10 }), RangeError);
  const labels = labelled(Uint8Array.of(1));
  assert.throws(() => thresholdTable(Float32Array.of(1, 2), labels, { steps: 10 }), RangeError);
});
