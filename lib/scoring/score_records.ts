import { RecordError } from "../learning/features/record_error.ts";
import { severityOf } from "../learning/severity/severity.ts";
import type { LoadedModel } from "../models/bundle.ts";
import type { InputRecord } from "../learning/features/input.ts";

/** What a model says of records, without explanations. */
export interface ScoredRecords {
  /** Indices of the records that it could take, ascending, without those that are context. */
  taken: Uint32Array;
  /** One a record taken. */
  scores: Float32Array;
  /** 0 to 100; `NaN` for models saved by an older Netsift. */
  severities: Float32Array;
  threshold: number;
}

/**
 * Scores records of one sequence, oldest first; those that the model cannot take are left out.
 *
 * @param lead how many of the first records are only what came before, for models that look at it
 */
export async function scoreRecords(
  { bundle, pipeline, detector, normals }: LoadedModel,
  records: InputRecord[],
  lead: number,
): Promise<ScoredRecords> {
  const cols = pipeline.names.length;
  const data = new Float32Array(records.length * cols);
  const places: number[] = [];
  for (const [index, record] of records.entries()) {
    try {
      data.set(pipeline.transformRecord(record), places.length * cols);
      places.push(index);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
    }
  }
  const before = places.filter((index) => index < lead).length;
  const scores = await detector.score({
    data: data.subarray(0, places.length * cols),
    rows: places.length,
    cols,
    names: pipeline.names,
    starts: new Uint32Array(places.length),
  });
  const own = scores.slice(before);
  return {
    taken: Uint32Array.from(places.slice(before)),
    scores: own,
    severities: own.map((score) => normals ? severityOf(normals, score).value : NaN),
    threshold: bundle.result.threshold.value,
  };
}
