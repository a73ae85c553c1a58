import { z } from "zod";
import { batchRequestSchema, MAX_BATCH_MODELS } from "../../scoring/batch/request.ts";
import { batchSchema, EXPLAINED_ROWS } from "../../resources/batch.ts";
import { batchStateSchema } from "./answers.ts";
import { cancelOperation, eventsOperation, type JobKind } from "../jobs/job_operations.ts";
import type { Operation, Operations } from "../operation.ts";
import { LONGEST_FIELD } from "../receive_upload.ts";
import { DATASET_FORMATS } from "../../resources/dataset.ts";
import { LONGEST_ID } from "../../base/request_limits.ts";

const tag = "Batches";
const JOBS: JobKind = { tag, path: "/batches", what: "batch" };
const choice = z.enum(["true", "false"]).optional();
const exportQuery = z.object({
  records: choice.describe("Include the record before its scores"),
  flagged: choice.describe("Only rows flagged by at least one model"),
});

/** What can be done with whole datasets and trained models. */
export const batchOperations: Operations = () => [
  {
    method: "GET",
    path: "/batches",
    tag,
    summary: "List batches, newest first",
    answers: { 200: { description: "The batches", schema: z.array(batchSchema) } },
  },
  {
    method: "POST",
    path: "/batches",
    tag,
    summary: "Score a dataset",
    body: batchRequestSchema,
    answers: { 202: { description: "Accepted", schema: batchStateSchema } },
  },
  {
    method: "POST",
    path: "/batches/upload",
    tag,
    summary: "Upload a file and score it",
    query: z.object({
      models: z.string().max(MAX_BATCH_MODELS * (LONGEST_ID + 1)).describe(
        "IDs of one to eight models, separated by commas",
      ),
      explain: z.enum(EXPLAINED_ROWS).optional(),
      name: z.string().max(LONGEST_FIELD).optional().describe(
        "Name of the dataset; defaults to the file name",
      ),
      format: z.enum(DATASET_FORMATS).optional().describe(
        "Format of the file; recognised by content if omitted",
      ),
    }),
    body: [
      { type: "application/octet-stream" },
      { type: "multipart/form-data", form: { file: "file", name: "text", format: "text" } },
    ],
    answers: {
      202: {
        description: "Accepted; the batch starts once the file is read",
        schema: batchStateSchema.extend({ dataset: z.string() }),
      },
    },
  },
  {
    method: "GET",
    path: "/batches/{id}",
    tag,
    summary: "Get a batch with its progress and result",
    answers: { 200: { description: "The batch", schema: batchSchema } },
  },
  {
    method: "DELETE",
    path: "/batches/{id}",
    tag,
    summary: "Delete a batch; its dataset is kept",
    answers: { 204: { description: "Deleted" } },
  },
  cancelOperation(JOBS, batchStateSchema),
  {
    method: "POST",
    path: "/batches/{id}/retry",
    tag,
    summary: "Rerun a batch with the same request",
    answers: { 202: { description: "The new batch", schema: batchStateSchema } },
  },
  eventsOperation(JOBS),
  file("csv", "text/csv", exportQuery),
  file("ndjson", "application/x-ndjson", exportQuery),
  file("parquet", "application/vnd.apache.parquet"),
];

function file(format: string, media: string, query?: z.ZodType): Operation {
  return {
    method: "GET",
    path: `/batches/{id}/scores.${format}`,
    tag,
    summary: `Download the scores of each row as ${format}`,
    ...(query && { query }),
    answers: { 200: { description: "The file", media } },
    problems: { 409: "The batch has no scores, or its dataset was deleted." },
  };
}
