import { reproductionRequestSchema } from "../../benchmarks/request.ts";
import { benchmarksSchema, reproductionStateSchema } from "./answers.ts";
import type { Operations } from "../operation.ts";

const tag = "Benchmarks";

/** What can be done with the five projects that Netsift replaces. */
export const benchmarkOperations: Operations = () => [
  {
    method: "GET",
    path: "/benchmarks",
    tag,
    summary: "Get the latest results of the reference studies",
    answers: { 200: { description: "Status and report", schema: benchmarksSchema } },
  },
  {
    method: "POST",
    path: "/benchmarks",
    tag,
    summary: "Run the reference studies",
    body: reproductionRequestSchema,
    answers: { 202: { description: "Accepted", schema: reproductionStateSchema } },
    problems: { 409: "A reproduction is already running." },
  },
  {
    method: "GET",
    path: "/benchmarks/events",
    tag,
    summary: "Stream progress as server-sent events",
    answers: { 200: { description: "`progress` and `done`", media: "text/event-stream" } },
  },
  {
    method: "POST",
    path: "/benchmarks/cancel",
    tag,
    summary: "Cancel the running reproduction",
    answers: { 200: { description: "Cancelled", schema: reproductionStateSchema } },
    problems: { 409: "No reproduction is running." },
  },
];
