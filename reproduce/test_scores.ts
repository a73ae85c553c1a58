// @ts-types="../lib/tables/std_csv.d.ts"
import { parse } from "@std/csv";
import { type Classification, classification } from "../lib/learning/metrics/classification.ts";
import { confusionAt } from "../lib/learning/metrics/confusion_at.ts";
import { quantile } from "../lib/learning/metrics/quantile.ts";
import { bestOperatingPoint } from "../lib/learning/thresholds/best_operating_point.ts";
import type { RunResult } from "../lib/resources/run.ts";
import { ReproductionError } from "./reproduction_error.ts";

/** What a model says about the test rows, beside the truth. */
export interface TestScores {
  /** One a row; higher is more anomalous. */
  scores: Float32Array;
  /** 1 for an attack, 0 for a normal row. */
  truth: Uint8Array;
}

/**
 * Reads the scores of one model.
 *
 * @param csv the scores of a run, as `GET /runs/{id}/scores.csv` answers
 * @param results of the run
 * @param index which of its models
 * @throws {ReproductionError} when a row has a label that the model's results do not know
 */
export function readTestScores(csv: string, results: RunResult[], index: number): TestScores {
  const { kind, perClass } = results[index];
  const isAttack = new Map(perClass.map(({ label, attack }) => [label, attack]));
  const [head, ...rows] = parse(csv);
  const labelColumn = head.indexOf("label");
  const scoreColumn = head.indexOf(`${kind}_${index + 1}_score`);
  const truth = rows.map((row) => {
    const attack = isAttack.get(row[labelColumn]);
    if (attack === undefined) throw new ReproductionError(`Unknown label "${row[labelColumn]}".`);
    return attack ? 1 : 0;
  });
  return {
    scores: Float32Array.from(rows, (row) => Number(row[scoreColumn])),
    truth: Uint8Array.from(truth),
  };
}

/**
 * The metrics with the threshold at a quantile of the scores of normal test rows, which takes the
 * labels of the test to know.
 */
export function atTestNormalQuantile({ scores, truth }: TestScores, q: number): Classification {
  const normal = scores.filter((_, row) => truth[row] === 0);
  return classification(confusionAt(scores, truth, quantile(normal, q)));
}

/**
 * The metrics with the threshold that is right about most test rows: what the scores allow, not what
 * to expect.
 */
export function atBestAccuracy({ scores, truth }: TestScores): Classification {
  const rows = { test: scores, heldOut: new Float32Array(0), truth };
  const threshold = bestOperatingPoint(rows, ({ tp, tn }) => tp + tn);
  return classification(confusionAt(scores, truth, threshold));
}
