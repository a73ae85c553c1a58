/** Characters that are sent at once. */
const SLICE = 256 * 1024;

/**
 * A JSON object with a field that is made of several arrays. It is sent in parts, so that to
 * compress a long one leaves time for other answers.
 *
 * @param name of the field, without characters that JSON escapes
 * @param arrays as JSON, none of them empty
 * @param more fields behind it
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { joinedArrays } from "./joined_arrays.ts";
 *
 * const text = await new Response(joinedArrays("all", ["[1,2]", "[3]"], { n: 3 })).text();
 * assert.equal(text, '{"all":[1,2,3],"n":3}');
 * ```
 */
export function joinedArrays(name: string, arrays: string[], more: object = {}): BodyInit {
  const [first] = arrays;
  const end = Object.entries(more)
    .map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join("") + "}";
  if (arrays.length === 1 && first.length <= SLICE) return `{"${name}":${first}${end}`;
  return ReadableStream.from(slices(name, arrays, end)).pipeThrough(new TextEncoderStream());
}

async function* slices(name: string, arrays: string[], end: string): AsyncGenerator<string> {
  for (const [index, array] of arrays.entries()) {
    yield index === 0 ? `{"${name}":[` : ",";
    for (let at = 1; at < array.length - 1; at += SLICE) {
      yield array.slice(at, Math.min(at + SLICE, array.length - 1));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  yield `]${end}`;
}
