/** Characters that are sent at once. */
const SLICE = 256 * 1024;

/**
 * A JSON object with one field, an array that is made of others. It is sent in parts, so that to
 * compress a long one leaves time for other answers.
 *
 * @param name of the field, without characters that JSON escapes
 * @param arrays as JSON, none of them empty
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { joinedArrays } from "./joined_arrays.ts";
 *
 * const text = await new Response(joinedArrays("all", ["[1,2]", "[3]"])).text();
 * assert.equal(text, '{"all":[1,2,3]}');
 * ```
 */
export function joinedArrays(name: string, arrays: string[]): BodyInit {
  const [first] = arrays;
  if (arrays.length === 1 && first.length <= SLICE) return `{"${name}":${first}}`;
  return ReadableStream.from(slices(name, arrays)).pipeThrough(new TextEncoderStream());
}

async function* slices(name: string, arrays: string[]): AsyncGenerator<string> {
  for (const [index, array] of arrays.entries()) {
    yield index === 0 ? `{"${name}":[` : ",";
    for (let at = 1; at < array.length - 1; at += SLICE) {
      yield array.slice(at, Math.min(at + SLICE, array.length - 1));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  yield "]}";
}
