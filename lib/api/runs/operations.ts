import { z } from "zod";
import { projectionQuerySchema } from "./result_queries.ts";
import { runChangeSchema } from "../../training/request/change.ts";
import { projectionRequestSchema } from "../../explain/projection/request.ts";
import { runRequestSchema } from "../../training/request/request.ts";
import { projectionSchema, runSchema, runStateSchema } from "./answers.ts";
import type { Operation, Operations } from "../operation.ts";

const tag = "Runs";
const NO_SCORES = "The run has no scores.";

/** What can be done with training runs. */
export const runOperations: Operations = () => [
  {
    method: "GET",
    path: "/runs",
    tag,
    summary: "All runs, newest first",
    answers: { 200: { description: "The runs", schema: z.array(runSchema) } },
  },
  {
    method: "POST",
    path: "/runs",
    tag,
    summary: "Train detectors",
    body: runRequestSchema,
    answers: { 202: { description: "The run waits or goes on", schema: runStateSchema } },
  },
  {
    method: "GET",
    path: "/runs/{id}",
    tag,
    summary: "A run with its progress and results",
    answers: { 200: { description: "The run", schema: runSchema } },
  },
  {
    method: "PATCH",
    path: "/runs/{id}",
    tag,
    summary: "Change its name or notes",
    body: runChangeSchema,
    answers: { 200: { description: "The run after it", schema: runSchema } },
  },
  {
    method: "DELETE",
    path: "/runs/{id}",
    tag,
    summary: "Delete a run and its models",
    answers: { 204: { description: "It is gone" } },
  },
  {
    method: "POST",
    path: "/runs/{id}/cancel",
    tag,
    summary: "End a run early",
    answers: { 200: { description: "It ends", schema: runStateSchema } },
    problems: { 409: "It has ended already." },
  },
  {
    method: "POST",
    path: "/runs/{id}/retry",
    tag,
    summary: "Start a run again as it was asked for",
    answers: { 202: { description: "The new run", schema: runStateSchema } },
    problems: { 409: "It has not ended yet." },
  },
  {
    method: "GET",
    path: "/runs/{id}/events",
    tag,
    summary: "Progress as server-sent events",
    answers: {
      200: { description: "`progress`, `metric` and `done`", media: "text/event-stream" },
    },
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
    summary: "Test rows as points of a plane",
    query: projectionQuerySchema,
    answers: {
      200: { description: "Where it stands, and its points", schema: projectionSchema },
      204: { description: "None was asked for" },
    },
    problems: { 409: NO_SCORES },
  },
  {
    method: "POST",
    path: "/runs/{id}/projection",
    tag,
    summary: "Arrange test rows in a plane",
    body: projectionRequestSchema,
    answers: {
      200: { description: "It is there already", schema: projectionSchema },
      202: { description: "It is being made", schema: projectionSchema },
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
