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
    summary: "The five projects done again: the newest figures",
    answers: { 200: { description: "State and report", schema: benchmarksSchema } },
  },
  {
    method: "POST",
    path: "/benchmarks",
    tag,
    summary: "Do the five projects again",
    body: reproductionRequestSchema,
    answers: { 202: { description: "It goes on", schema: reproductionStateSchema } },
    problems: { 409: "One goes on already." },
  },
  {
    method: "GET",
    path: "/benchmarks/events",
    tag,
    summary: "Progress as server-sent events",
    answers: { 200: { description: "`progress` and `done`", media: "text/event-stream" } },
  },
  {
    method: "POST",
    path: "/benchmarks/cancel",
    tag,
    summary: "End the one that goes on",
    answers: { 200: { description: "It has ended", schema: reproductionStateSchema } },
    problems: { 409: "None goes on." },
  },
];
