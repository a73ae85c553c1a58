import { completeRecords } from "../learning/features/complete_records.ts";
import { recordMatrix } from "../learning/features/record_matrix.ts";
import type { MemberFacts } from "../detectors/detector.ts";
import type { FeaturePipeline } from "../learning/features/pipeline.ts";
import { confidenceOf } from "../models/agreement.ts";
import type { LoadedModel } from "../models/bundle.ts";
import type { Prediction } from "../resources/model.ts";
import type { InputRecord } from "../learning/features/input.ts";
import type { ScoredCounts } from "./batch/scored_counts.ts";
import { ShiftCounter } from "../learning/features/shifts.ts";
import { explainRow } from "./core/block_scores.ts";
import { recordJudge, sequenceJudge } from "./core/judges.ts";
import { scoreBlock, severityOfRow, thresholdOfRow } from "./core/score_block.ts";
import { readRecords } from "./read_records.ts";

/**
 * Scores records and says what raised each score.
 *
 * @param model any trained model
 * @param given records: values by feature name; further values are ignored. For a model with context
 * features they are in the order of their times, and nothing came before the first
 * @param isSequence whether the records are one sequence, oldest first, for models that look at the
 * records before a record and for thresholds that move; if not, each record is scored alone
 * @returns one verdict a record, in their order
 * @throws {InvalidRecordError} at the first record that lacks a feature or has a value of the wrong type
 */
export async function predict(
  model: LoadedModel,
  given: InputRecord[],
  isSequence = false,
): Promise<Prediction[]> {
  const { pipeline, detector } = model;
  const records = completeRecords(pipeline, given);
  const block = { matrix: recordMatrix(pipeline, records, isSequence) };
  const judge = isSequence ? sequenceJudge(model) : recordJudge(model);
  const verdicts = await scoreBlock(model, block, judge);
  const predictions: Prediction[] = [];
  for (const [row, record] of records.entries()) {
    predictions.push({
      score: verdicts.scores[row],
      threshold: thresholdOfRow(verdicts, row),
      anomaly: verdicts.flags[row] === 1,
      severity: severityOfRow(verdicts, row),
      contributions: pipeline.fold(await explainRow(detector, block, row), record),
      ...readingNotes(pipeline, record),
      ...(detector.members && memberVerdicts(detector.members, verdicts.members![row])),
    });
  }
  return predictions;
}

/** Counts of records that were predicted, for the warnings of their request. */
export function countPredicted(
  { pipeline }: LoadedModel,
  records: InputRecord[],
  predictions: Prediction[],
): ScoredCounts {
  const shifts = new ShiftCounter(pipeline.toJSON().features);
  shifts.add(readRecords(pipeline, records));
  return {
    flagged: predictions.filter(({ anomaly }) => anomaly).length,
    shifts: shifts.counts(),
  };
}

/** How values were read where that needs a word. */
function readingNotes(
  pipeline: FeaturePipeline,
  record: InputRecord,
): Pick<Prediction, "mapped" | "filled"> {
  const { record: values, mapped } = pipeline.read(record);
  const filled = pipeline.filledIn(values);
  return { ...(mapped.length > 0 && { mapped }), ...(filled.length > 0 && { filled }) };
}

/** What the members of a hybrid say about one record. */
function memberVerdicts(
  facts: readonly MemberFacts[],
  bits: number,
): Pick<Prediction, "members" | "confidence"> {
  const members = facts.map((member, index) => ({ ...member, anomaly: (bits >> index & 1) === 1 }));
  return { members, confidence: confidenceOf(bits, facts.length) };
}
