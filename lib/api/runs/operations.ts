import { z } from "zod";
import { projectionQuerySchema } from "./result_queries.ts";
import { runChangeSchema } from "../../training/request/change.ts";
import { projectionRequestSchema } from "../../explain/projection/request.ts";
import { runRequestSchema } from "../../training/request/request_schema.ts";
import { projectionSchema, runComparisonSchema, runSchema, runStateSchema } from "./answers.ts";
import { cancelOperation, eventsOperation, type JobKind } from "../jobs/job_operations.ts";
import type { Operation, Operations } from "../operation.ts";

const tag = "Runs";
const JOBS: JobKind = { tag, path: "/runs", what: "run" };
const NO_SCORES = "The run has no scores.";

/** What can be done with training runs. */
export const runOperations: Operations = () => [
  {
    method: "GET",
    path: "/runs",
    tag,
    summary: "List runs, newest first",
    answers: { 200: { description: "The runs", schema: z.array(runSchema) } },
  },
  {
    method: "POST",
    path: "/runs",
    tag,
    summary: "Train detectors",
    body: runRequestSchema,
    answers: { 202: { description: "Accepted", schema: runStateSchema } },
  },
  {
    method: "GET",
    path: "/runs/{id}",
    tag,
    summary: "Get a run with its progress and results",
    answers: { 200: { description: "The run", schema: runSchema } },
  },
  {
    method: "PATCH",
    path: "/runs/{id}",
    tag,
    summary: "Edit the name or notes of a run",
    body: runChangeSchema,
    answers: { 200: { description: "The changed run", schema: runSchema } },
  },
  {
    method: "DELETE",
    path: "/runs/{id}",
    tag,
    summary: "Delete a run and its models",
    answers: { 204: { description: "Deleted" } },
  },
  cancelOperation(JOBS, runStateSchema),
  {
    method: "POST",
    path: "/runs/{id}/retry",
    tag,
    summary: "Rerun a run with the same request",
    answers: { 202: { description: "The new run", schema: runStateSchema } },
    problems: { 409: "It has not finished yet." },
  },
  eventsOperation(JOBS, "`progress`, `metric` and `done`"),
  {
    method: "GET",
    path: "/runs/{id}/comparison",
    tag,
    summary: "Compare what the models of a run flag, without labels",
    answers: { 200: { description: "The comparison", schema: runComparisonSchema } },
    problems: { 409: NO_SCORES },
  },
  file("/runs/{id}/scores.csv", "Scores and decisions of each test row as CSV", "text/csv"),
  file(
    "/runs/{id}/scores.parquet",
    "Scores and decisions of each test row as Parquet",
    "application/vnd.apache.parquet",
  ),
  file("/runs/{id}/report.html", "The run as one HTML page", "text/html"),
  {
    method: "GET",
    path: "/runs/{id}/projection",
    tag,
    summary: "Get a 2-D projection of the test rows",
    query: projectionQuerySchema,
    answers: {
      200: { description: "Status and points", schema: projectionSchema },
      204: { description: "No projection was requested" },
    },
    problems: { 409: NO_SCORES },
  },
  {
    method: "POST",
    path: "/runs/{id}/projection",
    tag,
    summary: "Compute a 2-D projection of the test rows",
    body: projectionRequestSchema,
    answers: {
      200: { description: "Already computed", schema: projectionSchema },
      202: { description: "Accepted", schema: projectionSchema },
    },
    problems: { 409: NO_SCORES },
  },
];

function file(path: string, summary: string, media: string): Operation {
  return {
    method: "GET",
    path,
    tag,
    summary,
    answers: { 200: { description: "The file", media } },
    problems: { 409: NO_SCORES },
  };
}
