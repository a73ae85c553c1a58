/**
 * What explanations need of models. The server's scoring does both.
 *
 * @module
 */
import type { InputRecord } from "../learning/features/input.ts";
import type { Prediction } from "../resources/model.ts";
import type { Counterfactuals } from "./counterfactuals/types.ts";
import type { RecordExplainer } from "./reasons/explain_record.ts";
import type { DrawnRecords } from "./judgements/draw_flagged.ts";
import type { ReviewAnswers } from "./review/review.ts";
import type { RankedRecord, RankingKind } from "./review/types.ts";

/** Scores records by models that lie in folders, away from the server's thread. */
export interface RecordScorer extends Disposable {
  /** @throws {InvalidRecordError} for a record that the model cannot take */
  predict(folder: string, records: InputRecord[]): Promise<Prediction[]>;
  /**
   * What would make a record normal.
   *
   * @param threshold above which a score is an anomaly
   * @param features to look at; all where it is absent
   * @throws {InvalidRecordError} when the model cannot take the record
   */
  counterfactuals(
    folder: string,
    record: InputRecord,
    threshold: number,
    features?: string[],
  ): Promise<Counterfactuals>;
}

/** Trained models by their ids, with what they made of their test data. */
export interface JudgingModels extends RecordExplainer {
  readonly reviews: {
    /** Verdicts on all test records. */
    judgedRows(id: string): Promise<ReviewAnswers["rows"]>;
    /** The test records that come first in an order. */
    rankedRecords(id: string, kind: RankingKind, limit: number): Promise<RankedRecord[]>;
    /** Flagged test records, drawn at random by a seed. */
    drawnRecords(id: string, most: number, seed: number): Promise<DrawnRecords>;
  };
}
