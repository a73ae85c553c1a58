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
    answers: { 200: { description: "A verdict a line", media: "application/x-ndjson" } },
    problems: { 415: "The encoding of the body is not known." },
  },
  {
    method: "GET",
    path: "/models/{id}/stream",
    tag,
    summary: "Score records over a WebSocket",
    query: streamQuerySchema,
    answers: { 101: { description: "The socket is open" } },
    problems: { 426: "The request asks for no WebSocket, or for another version than 13." },
  },
  {
    method: "GET",
    path: "/models/{id}/verdicts",
    tag,
    summary: "What a model says of records that arrive, as server-sent events",
    answers: { 200: { description: "`verdicts` and `missed`", media: "text/event-stream" } },
  },
];
