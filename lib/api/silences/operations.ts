import { z } from "zod";
import { silenceRequestSchema, silenceSchema } from "../../resources/silence.ts";
import type { Operations } from "../operation.ts";

const tag = "Detections";

/** What can be done with silences. */
export const silenceOperations: Operations = () => [
  {
    method: "GET",
    path: "/silences",
    tag,
    summary: "List silences, newest first",
    answers: { 200: { description: "The silences", schema: z.array(silenceSchema) } },
  },
  {
    method: "POST",
    path: "/silences",
    tag,
    summary: "Silence findings about a host",
    description: "They are left out of detections, earlier ones too, until then.",
    body: silenceRequestSchema,
    answers: { 201: { description: "The silence", schema: silenceSchema } },
    problems: { 409: "The limit is reached; delete some first." },
  },
  {
    method: "DELETE",
    path: "/silences/{id}",
    tag,
    summary: "Delete a silence",
    answers: { 204: { description: "Deleted" } },
  },
];
