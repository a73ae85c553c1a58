/**
 * Questions about trained models that their kept scores answer. Nothing is scored again.
 *
 * @module
 */
import { type ThresholdTable, thresholdTable } from "../../metrics/threshold_table.ts";
import { modelAgreement } from "./agreement.ts";
import { rankedRecords } from "./ranked_records.ts";
import { readScoredRows, type ScoredRows } from "./scored_rows.ts";
import type { ModelAgreement, RankedRecord, RankingKind } from "./types.ts";

/** Thresholds that a table has, about: more than a slider has pixels. */
const THRESHOLD_STEPS = 2000;

/** A question about models of one run, by their folders. */
export type ReviewQuestion =
  | { about: "thresholds"; run: string; folder: string }
  | { about: "records"; run: string; folder: string; kind: RankingKind; limit: number }
  | { about: "rows"; run: string; folder: string }
  | { about: "agreement"; run: string; folders: string[]; limit: number };

/** What answers each question. */
export interface ReviewAnswers {
  thresholds: ThresholdTable;
  records: RankedRecord[];
  rows: Pick<ScoredRows, "rowNumbers" | "scores" | "flags">;
  agreement: ModelAgreement;
}

/** Answers a question. */
export async function review(
  question: ReviewQuestion,
): Promise<ReviewAnswers[ReviewQuestion["about"]]> {
  const { run } = question;
  switch (question.about) {
    case "thresholds": {
      const { scores, labels, result } = await readScoredRows(run, question.folder);
      const include = [result.threshold.value];
      return thresholdTable(scores, labels, { steps: THRESHOLD_STEPS, include });
    }
    case "records":
      return rankedRecords(
        await readScoredRows(run, question.folder),
        question.kind,
        question.limit,
      );
    case "rows": {
      const { rowNumbers, scores, flags } = await readScoredRows(run, question.folder);
      return { rowNumbers, scores, flags };
    }
    case "agreement":
      return modelAgreement(
        await Promise.all(question.folders.map((folder) => readScoredRows(run, folder))),
        question.limit,
      );
  }
}
