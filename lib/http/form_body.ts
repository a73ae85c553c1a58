import { readBody } from "./json/json_body.ts";
import { ProblemError } from "./problem.ts";

const MAX_BYTES = 16 * 1024;

/**
 * Reads the fields of a small form.
 *
 * @throws {ProblemError} 413 for too much, 415 for what is no form
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    throw new ProblemError(415, "Send a form: application/x-www-form-urlencoded.");
  }
  return new URLSearchParams(new TextDecoder().decode(await readBody(request, MAX_BYTES)));
}
