import assert from "node:assert/strict";
import type { RunResult } from "../lib/resources/run.ts";
import { atBestAccuracy, atTestNormalQuantile, readTestScores } from "./test_scores.ts";

const results = ["kmeans", "pca"].map((kind) => ({
  kind,
  perClass: [{ label: "normal", attack: false }, { label: 'a "b", c', attack: true }],
})) as RunResult[];
const csv = [
  "row,label,kmeans_1_score,kmeans_1_anomaly,pca_2_score,pca_2_anomaly",
  `1,normal,0.10000000149011612,0,5,0`,
  `2,"a ""b"", c",0.5,1,6,1`,
  `3,normal,0.699999988079071,1,7,1`,
  `4,"a ""b"", c",0.8999999761581421,1,8,1`,
  "",
].join("\r\n");

Deno.test("readTestScores() gives the scores of a model to the last digit, beside the truth", () => {
  assert.deepEqual(readTestScores(csv, results, 0), {
    scores: Float32Array.of(0.1, 0.5, 0.7, 0.9),
    truth: Uint8Array.of(0, 1, 0, 1),
  });
  assert.deepEqual(readTestScores(csv, results, 1).scores, Float32Array.of(5, 6, 7, 8));
  const strange = csv.replace("1,normal", "1,worm");
  assert.throws(() => readTestScores(strange, results, 0), /Unknown label "worm"/);
});

Deno.test("atTestNormalQuantile() flags what lies above the quantile of normal rows", () => {
  const scores = readTestScores(csv, results, 0);
  assert.deepEqual(atTestNormalQuantile(scores, 0), {
    accuracy: 0.75,
    precision: 2 / 3,
    recall: 1,
    f1: 0.8,
  });
  assert.equal(atTestNormalQuantile(scores, 1).recall, 0.5);
});

Deno.test("atBestAccuracy() takes the threshold that is right most often", () => {
  assert.equal(atBestAccuracy(readTestScores(csv, results, 0)).accuracy, 0.75);
});
