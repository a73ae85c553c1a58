import { z } from "zod";
import { lanesSchema } from "../alerts/requests.ts";
import { replaySchema } from "../../monitoring/replay/replay_request.ts";
import { liveStateSchema, replayStateSchema } from "./answers.ts";
import type { Operations } from "../operation.ts";

const tag = "Live";

/** What can be done with traffic that arrives. */
export const liveOperations: Operations = () => [
  {
    method: "GET",
    path: "/live/{model}",
    tag,
    summary: "Where the traffic of a model stands",
    answers: { 200: { description: "The state", schema: liveStateSchema } },
  },
  {
    method: "PATCH",
    path: "/live/{model}",
    tag,
    summary: "Choose the column whose values have a lane each",
    body: lanesSchema,
    answers: { 200: { description: "The state after it", schema: liveStateSchema } },
  },
  {
    method: "GET",
    path: "/live/{model}/events",
    tag,
    summary: "The state once a second, as server-sent events",
    answers: { 200: { description: "`state`", media: "text/event-stream" } },
  },
  {
    method: "GET",
    path: "/replays",
    tag,
    summary: "Replays, newest first",
    answers: { 200: { description: "The replays", schema: z.array(replayStateSchema) } },
  },
  {
    method: "POST",
    path: "/replays",
    tag,
    summary: "Send a dataset's records to a model at a chosen speed",
    body: replaySchema,
    answers: { 202: { description: "It goes on", schema: replayStateSchema } },
    problems: { 404: "The dataset has no records.", 409: "It cannot be started." },
  },
  {
    method: "GET",
    path: "/replays/{id}",
    tag,
    summary: "A replay",
    answers: { 200: { description: "The replay", schema: replayStateSchema } },
  },
  {
    method: "POST",
    path: "/replays/{id}/stop",
    tag,
    summary: "End a replay",
    answers: { 200: { description: "The replay after it", schema: replayStateSchema } },
  },
];
