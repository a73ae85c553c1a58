import assert from "node:assert/strict";
import type { Detector, ScoreOptions } from "../../detectors/detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { fitNormalTail } from "../../learning/severity/normal_tail.ts";
import { severityOf } from "../../learning/severity/severity.ts";
import { judgeBy } from "../../learning/thresholds/apply_rule.ts";
import { fixedJudge } from "../../learning/thresholds/judge.ts";
import { explainRow } from "./block_scores.ts";
import { scoreBlock, severityOfRow, thresholdOfRow } from "./score_block.ts";

const heldOut = Float32Array.from({ length: 100 }, (_, i) => i / 10);
const normals = fitNormalTail(heldOut);

/** Its score is a row's only number; each of two members flags rows above its bound. */
const detector = {
  context: 1,
  members: [1, 4].map((value) => ({ kind: "kmeans", threshold: { rule: "fixed", value } })),
  score({ data }: Matrix, { verdicts }: ScoreOptions = {}) {
    data.forEach((value, row) => verdicts![row] = Number(value > 1) | Number(value > 4) << 1);
    return Promise.resolve(data.slice());
  },
  explain: (row: Float32Array) =>
    Promise.resolve([...row].map((weight, column) => ({ column, weight }))),
} as unknown as Detector;

function matrix(...values: number[]): Matrix {
  return { data: Float32Array.from(values), rows: values.length, cols: 1, names: ["x"] };
}

Deno.test("scoreBlock() gives scores, verdicts, severities and votes of the rows after the lead", async () => {
  const block = { matrix: matrix(9, 9, 1, 3, 5), lead: 2 };
  const verdicts = await scoreBlock({ detector, normals }, block, fixedJudge(3));
  assert.deepEqual([...verdicts.scores], [1, 3, 5]);
  assert.deepEqual([...verdicts.flags], [0, 0, 1]);
  assert.deepEqual([...verdicts.members!], [0, 1, 3]);
  assert.deepEqual([0, 1, 2].map((row) => thresholdOfRow(verdicts, row)), [3, 3, 3]);
  for (const [row, score] of verdicts.scores.entries()) {
    assert.deepEqual(severityOfRow(verdicts, row), severityOf(normals, score));
  }
});

Deno.test("scoreBlock() puts rows back in their order before it decides", async () => {
  const block = { matrix: matrix(9, 1, 3, 5), places: Uint32Array.of(3, 1, 2) };
  const judge = judgeBy({ rule: "adaptive", q: 0.5, window: 1, resetAfter: 0 }, 0, heldOut);
  const verdicts = await scoreBlock({ detector, normals: null }, block, judge);
  assert.deepEqual([...verdicts.scores], [5, 1, 3]);
  assert.deepEqual([...verdicts.members!], [3, 0, 1]);
  assert.deepEqual([...verdicts.thresholds!], [heldOut[99], 5, 1]);
  assert.deepEqual([...verdicts.flags], [0, 0, 1]);
  assert.equal(verdicts.threshold, 3);
  assert.equal(verdicts.severities, null);
});

Deno.test("scoreBlock() of no rows does not ask the detector", async () => {
  const silent = { score: () => Promise.reject(new Error("Asked.")) } as unknown as Detector;
  const block = { matrix: matrix(9), lead: 1 };
  const verdicts = await scoreBlock({ detector: silent, normals }, block, fixedJudge(1));
  assert.deepEqual([verdicts.scores.length, verdicts.flags.length, verdicts.members], [0, 0, null]);
});

Deno.test("explainRow() explains a row with those of its sequence before it", async () => {
  const weights = async (block: Parameters<typeof explainRow>[1], row: number) =>
    (await explainRow(detector, block, row)).map(({ weight }) => weight);
  assert.deepEqual(await weights({ matrix: matrix(1, 2, 3), lead: 1 }, 0), [1, 2]);
  assert.deepEqual(await weights({ matrix: matrix(1, 2) }, 0), [1]);
  const sequences = { ...matrix(1, 2, 3), starts: Uint32Array.of(0, 1, 1) };
  const places = Uint32Array.of(2, 1);
  assert.deepEqual(await weights({ matrix: sequences, places }, 0), [2, 3]);
  assert.deepEqual(await weights({ matrix: sequences, places }, 1), [2]);
});
