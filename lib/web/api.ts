import { parseProblem, ProblemError } from "./problem.ts";

/**
 * Calls Netsift's HTTP API from a page.
 *
 * @param body sent as JSON where given
 * @param signal ends the call early; it then rejects with the signal's reason
 * @returns the JSON of the answer; `undefined` for an answer without a body
 * @throws {ProblemError} for every answer that is not a success
 * @throws {TypeError} when the server cannot be reached
 */
export async function callApi<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    signal,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new ProblemError(parseProblem(response.status, text));
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
