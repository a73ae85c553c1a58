import { streamQuerySchema } from "./score_stream.ts";
import type { Operations } from "../operation.ts";

const tag = "Streams";

/** What can be done with records that come one after the other. */
export const streamOperations: Operations = () => [
  {
    method: "POST",
    path: "/models/{id}/score",
    tag,
    summary: "Score a stream of records",
    description:
      "NDJSON or CSV in, NDJSON out, a line a record while they come. Where something misleads, a " +
      "verdict has `warnings`.",
    query: streamQuerySchema,
    body: [{ type: "application/x-ndjson" }, { type: "text/csv" }],
    answers: { 200: { description: "One verdict per line", media: "application/x-ndjson" } },
    problems: { 415: "The content encoding is not supported." },
  },
  {
    method: "GET",
    path: "/models/{id}/stream",
    tag,
    summary: "Score records over a WebSocket",
    query: streamQuerySchema,
    answers: { 101: { description: "The WebSocket is open" } },
    problems: { 426: "The request is not a WebSocket upgrade, or not version 13." },
  },
  {
    method: "GET",
    path: "/models/{id}/verdicts",
    tag,
    summary: "Stream live verdicts as server-sent events",
    answers: { 200: { description: "`verdicts` and `missed`", media: "text/event-stream" } },
  },
];
