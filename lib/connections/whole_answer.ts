const WHOLE =
  /^(application\/(problem\+)?json|text\/(html|plain|css|javascript)|image\/.*|font\/.*)(;|$)/;

/**
 * Whether an answer is made as a whole before it is sent, and so cannot break off on its way, by its
 * media type.
 *
 * @example
 * ```ts
 * import { isWholeAnswer } from "./whole_answer.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(isWholeAnswer(Response.json({})));
 * assert.ok(!isWholeAnswer(new Response("", { headers: { "content-type": "text/csv" } })));
 * ```
 */
export function isWholeAnswer({ status, headers }: Response): boolean {
  return status === 101 || WHOLE.test(headers.get("content-type") ?? "");
}
