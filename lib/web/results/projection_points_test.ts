import assert from "node:assert/strict";
import {
  type ColourMode,
  colourModes,
  featureText,
  groupPoints,
  type ProjectionPoints,
  sampleText,
  scoresAt,
} from "./projection_points.ts";

const points: ProjectionPoints = {
  x: [0, 1, 2, 3, 4, 5],
  y: [0, 0, 0, 0, 0, 0],
  positions: [0, 1, 2, 3, 4, 5],
  rows: [1, 2, 3, 4, 5, 6],
  copies: [1, 1, 1, 1, 1, 4],
  labels: { codes: [0, 0, 1, 1, 0, 2], names: ["normal", "worm", "dos"] },
  attack: [false, true, true],
  columns: [
    { name: "bytes", type: "numeric", values: [1, 2, null, 1000, 5, 6] },
    { name: "flag", type: "categorical", categories: ["SF"], codes: [0, null, 0, 0, 0, 0] },
  ],
  testRows: 20,
  distinctRows: 17,
  models: [],
};
const verdicts = { scores: [1, 2, 3, 4, 5, 6], flagged: [0, 0, 0, 1, 1, 1] };

const grouped = (mode: ColourMode, of: ProjectionPoints = points) =>
  Object.fromEntries(
    groupPoints(of, verdicts, mode).map(({ title, members }) => [title, members]),
  );

Deno.test("groupPoints() tells truth, labels, verdicts and errors", () => {
  assert.deepEqual(grouped("actual"), { Normal: [0, 1, 4], Attack: [2, 3, 5] });
  assert.deepEqual(grouped("label"), { normal: [0, 1, 4], worm: [2, 3], dos: [5] });
  assert.deepEqual(grouped("predicted"), { "Not flagged": [0, 1, 2], Flagged: [3, 4, 5] });
  assert.deepEqual(grouped("error"), {
    "Normal, not flagged": [0, 1],
    "Attack, flagged": [3, 5],
    "False alarm": [4],
    "Missed attack": [2],
  });
});

Deno.test("groupPoints() puts the labels beyond the five most frequent together", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const codes = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6];
  const many = { ...points, x: codes, labels: { codes, names }, attack: names.map(() => true) };
  assert.deepEqual(grouped("label", many)["Other labels"], [10, 11]);
});

Deno.test("groupPoints() cuts scores into groups of about equal size", () => {
  const scores = Array.from({ length: 100 }, (_, i) => i);
  const of = { ...points, x: scores };
  const groups = groupPoints(of, { scores, flagged: scores }, "score");
  assert.deepEqual(groups.map(({ members }) => members.length), [20, 20, 20, 20, 20]);
  assert.deepEqual(
    groups.map(({ look }) => look),
    [0, 0.25, 0.5, 0.75, 1].map((rank) => ({ rank })),
  );
  const equal = groupPoints(of, { scores: scores.map(() => 3), flagged: scores }, "score");
  assert.deepEqual(equal.map(({ title, members }) => [title, members.length]), [[
    "3 and more",
    100,
  ]]);
});

Deno.test("colourModes() asks for truth only where it is known", () => {
  assert.deepEqual(colourModes(false).map(({ mode }) => mode), ["predicted", "score"]);
  assert.equal(colourModes(true).length, 5);
});

Deno.test("featureText() shows numbers, words and gaps", () => {
  const [bytes, flag] = points.columns;
  assert.deepEqual([2, 3].map((point) => featureText(bytes, point)), ["missing", "1,000"]);
  assert.deepEqual([0, 1].map((point) => featureText(flag, point)), ["SF", "missing"]);
});

Deno.test("sampleText() says what was drawn and what was left out", () => {
  assert.match(sampleText(points), /^6 of 17 distinct test records.* 3 are left out/);
  assert.equal(
    sampleText({ ...points, testRows: 6, distinctRows: 6 }),
    "All 6 distinct test records.",
  );
});

Deno.test("scoresAt() decides by the present threshold, to the last bit of a score", () => {
  const models = [{ model: "m", scores: [0.1, 0.2, 0.3], flagged: [1, 0, 1] }];
  const at = (value: number) =>
    scoresAt({ models }, { model: "m", threshold: { rule: "fixed", value } }).flagged;
  assert.deepEqual(at(0.15), [0, 1, 1]);
  assert.deepEqual(at(Math.fround(0.2)), [0, 0, 1]);
  const threshold = { rule: "adaptive", q: 0.9, window: 500, resetAfter: 0, value: 9 } as const;
  assert.deepEqual(scoresAt({ models }, { model: "m", threshold }).flagged, [1, 0, 1]);
});
