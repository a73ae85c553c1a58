import { exportScores, type ScoresExport } from "../../scoring/batch/export_scores.ts";
import { notationsOf } from "../../datasets/notation/profile_notations.ts";
import type { Netsift } from "../../netsift.ts";
import { attachment } from "../../http/attachment.ts";
import { findScoredBatch } from "./find_batch.ts";
import { invalidField, ProblemError } from "../../http/problem.ts";

const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson" };

/**
 * The scores of a batch as an answer.
 *
 * @param query `records=true`: the records before their scores; `flagged=true`: flagged rows alone
 * @throws {ProblemError} 404 or 409 where there are no scores, or no records, to give
 */
export async function batchScores(
  netsift: Netsift,
  id: string,
  query: URLSearchParams,
  format: ScoresExport["format"],
): Promise<Response> {
  const batch = findScoredBatch(netsift, id);
  const withRecords = flag(query, "records");
  const records = withRecords ? netsift.batches.records(batch) : null;
  if (withRecords && records === null) {
    throw new ProblemError(
      409,
      "The dataset of this batch was deleted; only its scores are available.",
    );
  }
  const options = {
    scores: netsift.batches.scores(batch.id),
    records,
    notations: notationsOf(netsift.datasets.get(batch.request.dataset)?.profile ?? { columns: [] }),
    flaggedOnly: flag(query, "flagged"),
    format,
    spillFolder: netsift.folder.staging(crypto.randomUUID()),
    memoryBytes: netsift.config.duckdbMemoryBytes,
  };
  return await netsift.exports.answer(async () => ({
    stream: await exportScores(options),
    headers: {
      "content-type": TYPES[format],
      "content-disposition": attachment(`${batch.name}-scores`, format),
    },
  }));
}

function flag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name) ?? "false";
  if (value !== "true" && value !== "false") throw invalidField([name], "Must be true or false.");
  return value === "true";
}
