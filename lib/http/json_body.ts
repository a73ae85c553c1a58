import { leasedBody, leasedBytes } from "../guard/leases.ts";
import { jsonDepth } from "../json_depth.ts";
import { parseJson } from "../values/json.ts";
import { checkShape } from "./json_shape.ts";
import { Problem } from "./problem.ts";

/** Deeper JSON is refused: nothing that the API takes is nested further. */
const MAX_DEPTH = 32;

/** Requests that are not about many records are smaller by far. */
const MOST_BYTES = 2 * 2 ** 20;

/**
 * Reads a JSON request body within limits, whatever its content type says: two megabytes, 10,000
 * entries in an array or object.
 *
 * @param request whose body is read
 * @param maxBytes largest body, where that is less
 * @throws {Problem} 400 for what is no JSON or too deep, 413 for too much, 422 for too many entries
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const value = await readLargeJson(request, Math.min(maxBytes, MOST_BYTES));
  checkShape(value);
  return value;
}

/**
 * Reads a JSON request body of any shape. The caller checks how many entries it has. `NaN` and
 * infinities may stand for numbers, as {@linkcode parseJson} has it.
 *
 * @param request whose body is read
 * @param maxBytes largest body
 * @throws {Problem} 400 for what is no JSON or too deep, 413 for too much
 */
export async function readLargeJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text.length > MOST_BYTES) await othersTurn();
  if (jsonDepth(text) > MAX_DEPTH) {
    throw new Problem(400, `The body is nested more than ${MAX_DEPTH} levels deep.`);
  }
  if (text.length > MOST_BYTES) await othersTurn();
  try {
    return parseJson(text);
  } catch (error) {
    throw new Problem(400, `The body is not valid JSON: ${(error as Error).message}`);
  }
}

/** Lets other requests be answered. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new Problem(413, `The body is larger than ${maxBytes} bytes.`);
  const told = Number(request.headers.get("content-length") ?? NaN);
  if (told > maxBytes) throw tooLarge();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  try {
    // What tells its length sends no more than that, and is read at once.
    if (told <= maxBytes) return decoder.decode(await leasedBytes(request));
    for await (const chunk of leasedBody(request) ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new Problem(400, "The body is not valid UTF-8.");
    throw error;
  }
}
