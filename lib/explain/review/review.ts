/**
 * Questions about trained models that their kept scores answer. Nothing is scored again.
 *
 * @module
 */
import {
  type ThresholdTable,
  thresholdTable,
} from "../../learning/metrics/curves/threshold_table.ts";
import { orderOf } from "../../training/evaluate.ts";
import type { ModelCurves, RunResult } from "../../resources/run.ts";
import { readTestHosts } from "../../training/unlabelled/test_hosts.ts";
import { compareModels } from "../comparison/compare_models.ts";
import type { RunComparison } from "../comparison/types.ts";
import { drawFlagged, type DrawnRecords } from "../judgements/draw_flagged.ts";
import { modelAgreement } from "./agreement.ts";
import { rankedRecords } from "./ranked_records.ts";
import { readScoredRows, type ScoredRows } from "./scored_rows.ts";
import type { ModelAgreement, RankedRecord, RankingKind } from "./types.ts";

/** Thresholds that a table has, about: more than a slider has pixels. */
const THRESHOLD_STEPS = 2000;

/** A model of a run, and the threshold that it has now. */
export interface ReviewedModel {
  folder: string;
  threshold: RunResult["threshold"];
}

/** A question about models of one run. */
export type ReviewQuestion =
  | { about: "thresholds"; run: string; model: ReviewedModel }
  | { about: "order"; run: string; model: ReviewedModel }
  | { about: "records"; run: string; model: ReviewedModel; kind: RankingKind; limit: number }
  | { about: "rows"; run: string; model: ReviewedModel }
  | { about: "sample"; run: string; model: ReviewedModel; most: number; seed: number }
  | { about: "comparison"; run: string; models: (ReviewedModel & { id: string })[] }
  | { about: "agreement"; run: string; models: ReviewedModel[]; limit: number };

/** What answers each question. */
export interface ReviewAnswers {
  thresholds: ThresholdTable;
  order: ModelCurves["order"];
  records: RankedRecord[];
  rows: Pick<ScoredRows, "rowNumbers" | "scores" | "flags">;
  sample: DrawnRecords;
  comparison: RunComparison;
  agreement: ModelAgreement;
}

/** Answers a question. */
export async function review(
  question: ReviewQuestion,
): Promise<ReviewAnswers[ReviewQuestion["about"]]> {
  const { run } = question;
  const rowsOf = ({ folder, threshold }: ReviewedModel) => readScoredRows(run, folder, threshold);
  switch (question.about) {
    case "thresholds": {
      const { scores, labels, result } = await rowsOf(question.model);
      const include = [result.threshold.value];
      return thresholdTable(scores, labels, { steps: THRESHOLD_STEPS, include });
    }
    case "order": {
      const { flags, labels } = await rowsOf(question.model);
      return orderOf(flags, labels);
    }
    case "records":
      return rankedRecords(
        await rowsOf(question.model),
        question.kind,
        question.limit,
      );
    case "rows": {
      const { rowNumbers, scores, flags } = await rowsOf(question.model);
      return { rowNumbers, scores, flags };
    }
    case "sample":
      return drawFlagged(await rowsOf(question.model), question.most, question.seed);
    case "comparison":
      return compareModels(
        question.models.map((model) => ({ id: model.id, read: () => rowsOf(model) })),
        await readTestHosts(run),
      );
    case "agreement":
      return modelAgreement(
        await Promise.all(question.models.map(rowsOf)),
        question.limit,
      );
  }
}
