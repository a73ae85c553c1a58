import assert from "node:assert/strict";
import { PredictReader } from "./predict_reader.ts";
import { ProblemError } from "../../http/problem.ts";

const limits = { maxJsonBytes: 16 * 2 ** 20, maxPredictRecords: 10_000 };

/** What a reader says about a body, whatever way its records are passed on. */
async function verdict(reader: PredictReader, body: string): Promise<unknown> {
  try {
    const request = new Request("http://a/", { method: "POST", body });
    const { single, parts, isSequence } = await reader.read(request, limits);
    const records = single ? [single] : parts.flatMap(({ json }) => JSON.parse(json));
    return structuredClone({ records, isSequence });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { status: error.status, message: error.message, errors: error.errors };
  }
}

Deno.test("PredictReader.read() says the same of a large body as of a small one", async () => {
  using reader = new PredictReader();
  const bodies = [
    '{"records":[{"a":1,"b":NaN,"c":{"d":-Infinity}}]}',
    '{"records":[{"a":1},{"__proto__":2}],"sequence":true}',
    '{"records":[{},[],1]}',
    '{"records":[],"more":1}',
    '{"records":[{}',
    "[".repeat(40),
  ];
  // Blanks between values mean nothing, however many there are.
  const blanks = " ".repeat(300_000);
  const grown = (body: string) => body[0] === "[" ? body : body.replace("{", `{${blanks}`);
  const large = await Promise.all(bodies.map((body) => verdict(reader, grown(body))));
  for (const [index, body] of bodies.entries()) {
    const small = await verdict(reader, body);
    const isSyntax = body === '{"records":[{}';
    if (isSyntax) {
      assert.equal((large[index] as ProblemError).status, (small as ProblemError).status);
    } else assert.deepEqual(large[index], small);
  }
});

Deno.test("PredictReader.read() refuses what is larger than it may be", async () => {
  using reader = new PredictReader();
  const answer = await verdict(reader, " ".repeat(limits.maxJsonBytes + 1));
  assert.equal((answer as ProblemError).status, 413);
});

Deno.test("PredictReader.read() answers 503 when the server stops meanwhile", async () => {
  const reader = new PredictReader();
  const waiting = verdict(reader, " ".repeat(300_000));
  await new Promise((resolve) => setTimeout(resolve, 5));
  reader[Symbol.dispose]();
  assert.equal((await waiting as ProblemError).status, 503);
});
