import { z } from "zod";
import { lanesSchema } from "../alerts/requests.ts";
import { replaySchema } from "../../monitoring/replay/replay_request.ts";
import { liveQuery } from "./requests.ts";
import { liveStateSchema, replayStateSchema } from "./answers.ts";
import type { Operations } from "../operation.ts";

const tag = "Live";

/** What can be done with traffic that arrives. */
export const liveOperations: Operations = () => [
  {
    method: "GET",
    path: "/live/{model}",
    tag,
    summary: "Get the live state of a model",
    query: liveQuery,
    answers: { 200: { description: "The state", schema: liveStateSchema } },
  },
  {
    method: "PATCH",
    path: "/live/{model}",
    tag,
    summary: "Choose the column to group live verdicts by",
    query: liveQuery,
    body: lanesSchema,
    answers: { 200: { description: "The changed state", schema: liveStateSchema } },
  },
  {
    method: "GET",
    path: "/live/{model}/events",
    tag,
    summary: "Stream the state once a second as server-sent events",
    query: liveQuery,
    answers: { 200: { description: "`state`", media: "text/event-stream" } },
  },
  {
    method: "GET",
    path: "/replays",
    tag,
    summary: "List replays, newest first",
    answers: { 200: { description: "The replays", schema: z.array(replayStateSchema) } },
  },
  {
    method: "POST",
    path: "/replays",
    tag,
    summary: "Replay a dataset to a model at a chosen speed",
    body: replaySchema,
    answers: { 202: { description: "Accepted", schema: replayStateSchema } },
    problems: { 404: "The dataset has no records.", 409: "The request cannot be started." },
  },
  {
    method: "GET",
    path: "/replays/{id}",
    tag,
    summary: "Get a replay",
    answers: { 200: { description: "The replay", schema: replayStateSchema } },
  },
  {
    method: "POST",
    path: "/replays/{id}/stop",
    tag,
    summary: "Stop a replay",
    answers: { 200: { description: "The stopped replay", schema: replayStateSchema } },
  },
];
