import { notFound } from "../http/problem.ts";

/**
 * What was found.
 *
 * @param what it is, such as `rule`
 * @throws {ProblemError} 404 where it is not there
 */
export function found<Thing>(thing: Thing | null | undefined, what: string, id: string): Thing {
  if (thing === null || thing === undefined) throw notFound(what, id);
  return thing;
}

/**
 * A 204 for what was deleted.
 *
 * @throws {ProblemError} 404 where it was not there
 */
export function deleted(wasThere: boolean, what: string, id: string): Response {
  if (!wasThere) throw notFound(what, id);
  return new Response(null, { status: 204 });
}
