/**
 * Operations that all kinds of jobs have.
 *
 * @module
 */
import type { z } from "zod";
import type { Operation } from "../operation.ts";

/** A kind of jobs. */
export interface JobKind {
  tag: string;
  /** The address of all of them, such as `/runs`. */
  path: string;
  /** One of them, such as `run`. */
  what: string;
}

/** `POST …/{id}/cancel`. */
export function cancelOperation({ tag, path, what }: JobKind, state: z.ZodType): Operation {
  return {
    method: "POST",
    path: `${path}/{id}/cancel`,
    tag,
    summary: `Cancel a ${what}`,
    answers: { 200: { description: "Cancelling", schema: state } },
    problems: { 409: "It has already finished." },
  };
}

/** `GET …/{id}/events`. */
export function eventsOperation(
  { tag, path }: JobKind,
  events = "`progress` and `done`",
): Operation {
  return {
    method: "GET",
    path: `${path}/{id}/events`,
    tag,
    summary: "Stream progress as server-sent events",
    answers: { 200: { description: events, media: "text/event-stream" } },
  };
}
