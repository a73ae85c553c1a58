import assert from "node:assert/strict";
import type { RunResult } from "../../resources/run.ts";
import { modelAgreement } from "./agreement.ts";
import type { ScoredRows } from "./scored_rows.ts";

const labels = {
  codes: Int32Array.of(0, 1, 1, 0, 1),
  names: ["normal", "attack"],
  attack: [false, true],
};

function model(name: string, scores: number[], threshold: number): ScoredRows {
  return {
    result: {
      kind: "pca",
      model: name,
      threshold: { rule: "fixed", value: threshold },
    } as RunResult,
    scores: Float32Array.from(scores),
    heldOut: null,
    rowNumbers: Uint32Array.from(scores, (_, i) => i),
    labels,
    flags: Uint8Array.from(scores, (score) => score > threshold ? 1 : 0),
  };
}

const first = model("a", [1, 5, 5, 6, 0], 4);
const second = model("b", [0, 8, 8, 1, 9], 5);
const third = model("c", [3, 3, 3, 3, 1], 2);

Deno.test("modelAgreement() counts both, either and what most flag", () => {
  const { all, any, majority, members, perClass } = modelAgreement([first, second, third], 20);
  assert.deepEqual([all.flagged, majority.flagged, any.flagged], [2, 3, 5]);
  assert.deepEqual([all.precision, all.recall], [1, 2 / 3]);
  assert.deepEqual(majority, { flagged: 3, precision: 2 / 3, recall: 2 / 3 });
  assert.deepEqual(members.map(({ model, alone }) => [model, alone]), [["a", 0], ["b", 1], [
    "c",
    1,
  ]]);
  assert.deepEqual(perClass.map(({ label, all, any }) => [label, all, any]), [
    ["attack", 2, 3],
    ["normal", 0, 2],
  ]);
});

Deno.test("modelAgreement() names what all flag, repetitions once", () => {
  assert.deepEqual(modelAgreement([first, second], 20).records, [
    { row: 2, label: "attack", attack: true, scores: [5, 8], severity: null, records: 2 },
  ]);
  assert.deepEqual(modelAgreement([first, third], 1).records.map(({ row }) => row), [4]);
});

Deno.test("modelAgreement() gives records the highest severity of any model that knows one", () => {
  const heldOut = Float32Array.from({ length: 99 }, (_, i) => i / 20);
  const [record] = modelAgreement([{ ...first, heldOut }, second], 1).records;
  assert.ok(record.severity !== null && record.severity > 40, `${record.severity}`);
});

Deno.test("modelAgreement() refuses one model, and models of other rows", () => {
  assert.throws(() => modelAgreement([first], 20), RangeError);
  assert.throws(() => modelAgreement([first, model("d", [1], 0)], 20), RangeError);
});
