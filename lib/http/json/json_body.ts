import { leasedBody, leasedBytes } from "../leases.ts";
import { jsonDepth } from "./json_depth.ts";
import { parseJson } from "../../values/json.ts";
import { checkShape } from "./json_shape.ts";
import { ProblemError } from "../problem.ts";

/** Deeper JSON is refused: nothing that the API takes is nested further. */
const MAX_DEPTH = 32;

/** Largest body of a request that is not about many records. */
const MOST_JSON_BYTES = 2 * 2 ** 20;

/**
 * Reads a JSON request body within limits, whatever its content type says: two megabytes, and what
 * {@linkcode checkShape} allows.
 *
 * @param request whose body is read
 * @param maxBytes largest body, where that is less
 * @param longestText characters of a text, where one may be longer
 * @throws {ProblemError} 400 for what is no JSON or too deep, 413 for too much, 422 for too many entries
 */
export async function readJson(
  request: Request,
  maxBytes: number,
  longestText?: number,
): Promise<unknown> {
  const value = parseBody(await readBody(request, Math.min(maxBytes, MOST_JSON_BYTES)));
  checkShape(value, longestText);
  return value;
}

/**
 * Reads JSON of any shape. `NaN` and infinities may stand for numbers, as {@linkcode parseJson} has
 * it.
 *
 * @param bytes of UTF-8
 * @throws {ProblemError} 400 for what is no JSON or too deep
 */
export function parseBody(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (jsonDepth(text) > MAX_DEPTH) {
    throw new ProblemError(400, `The body is nested more than ${MAX_DEPTH} levels deep.`);
  }
  try {
    return parseJson(text);
  } catch (error) {
    throw new ProblemError(400, `The body is not valid JSON: ${(error as Error).message}`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError(400, "The body is not valid UTF-8.");
  }
}

/**
 * Reads a whole request body.
 *
 * @param maxBytes largest body
 * @throws {ProblemError} 400 where the client leaves before the end, 413 for too much
 */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new ProblemError(413, `The body is larger than ${maxBytes} bytes.`);
  const told = Number(request.headers.get("content-length") ?? NaN);
  if (told > maxBytes) throw tooLarge();
  try {
    // What tells its length sends no more than that, and is read at once.
    if (told <= maxBytes) return await leasedBytes(request);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for await (const chunk of leasedBody(request) ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return await new Blob(chunks).bytes();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(400, "The request ended before its body was complete.");
  }
}
