import assert from "node:assert/strict";
import { z } from "zod";
import { invalid, ProblemError, toPointer } from "./problem.ts";

Deno.test("ProblemError.toResponse() answers as RFC 9457 has it", async () => {
  const errors = [{ pointer: "/name", detail: "Too long." }];
  const response = new ProblemError(422, "Bad name.", { errors, headers: { "x-a": "b" } })
    .toResponse();
  assert.equal(response.status, 422);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  assert.equal(response.headers.get("x-a"), "b");
  assert.deepEqual(await response.json(), {
    type: "about:blank",
    title: "Unprocessable content",
    status: 422,
    detail: "Bad name.",
    errors,
  });
});

Deno.test("invalid() points to each field", () => {
  const { error } = z.strictObject({ a: z.array(z.number()), b: z.string() })
    .safeParse({ a: [1, "x"], b: 2 });
  const problem = invalid(error!);
  assert.equal(problem.status, 422);
  assert.deepEqual(problem.errors.map(({ pointer }) => pointer), ["/a/1", "/b"]);
});

Deno.test("invalid() points to fields that are missing or unknown", () => {
  const { error } = z.strictObject({ a: z.string(), b: z.strictObject({}) })
    .safeParse({ b: { "x/y": 1, z: 2 } });
  assert.deepEqual(invalid(error!).errors, [
    { pointer: "/a", detail: "It is missing: expected string." },
    { pointer: "/b/x~1y", detail: "Unknown field." },
    { pointer: "/b/z", detail: "Unknown field." },
  ]);
});

Deno.test("invalid() lists the first 100 faults and says that there are more", () => {
  const many = z.array(z.string()).safeParse(Array(100_000).fill(1)).error!;
  const unknown = z.strictObject({})
    .safeParse(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, 1]))).error!;
  for (const problem of [invalid(many), invalid(unknown)]) {
    assert.equal(problem.errors.length, 100);
    assert.match(problem.message, /\(and at least 100 more\)$/);
  }
});

Deno.test("toPointer() escapes as RFC 6901 has it", () => {
  assert.equal(toPointer([]), "");
  assert.equal(toPointer(["a/b", "m~n", 0]), "/a~1b/m~0n/0");
});
