import { leasedBody } from "../guard/leases.ts";
import { Problem } from "./problem.ts";

const MAX_BYTES = 16 * 1024;

/**
 * Reads the fields of a small form.
 *
 * @throws {Problem} 413 for too much, 415 for what is no form
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    throw new Problem(415, "Send a form: application/x-www-form-urlencoded.");
  }
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of leasedBody(request) ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new Problem(413, `The form is larger than ${MAX_BYTES} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return new URLSearchParams(text + decoder.decode());
}
