import assert from "node:assert/strict";
import { errorMessage, jsonPointer, parseProblem, ProblemError } from "./problem.ts";

Deno.test("parseProblem() reads problem details", () => {
  const body = JSON.stringify({ title: "Bad request", status: 400, detail: "No detector chosen." });
  assert.deepEqual(parseProblem(400, body), JSON.parse(body));
});

Deno.test("parseProblem() copes with a body that is no problem document", () => {
  for (const body of ["", "<html>", "null", "[]", '"text"']) {
    assert.match(parseProblem(502, body).title, /502/);
  }
});

Deno.test("ProblemError.fields maps pointers to messages", () => {
  const error = new ProblemError({
    title: "Invalid",
    status: 422,
    errors: [{ pointer: "#/seed", detail: "Too large." }, { pointer: "/train", detail: "Gone." }],
  });
  assert.deepEqual(error.fields, { "/seed": "Too large.", "/train": "Gone." });
});

Deno.test("jsonPointer() escapes as RFC 6901 asks", () => {
  assert.equal(jsonPointer("records", 0, "a/b~c"), "/records/0/a~1b~0c");
});

Deno.test("errorMessage() uses the API's words, and its own for a lost connection", () => {
  assert.equal(
    errorMessage(new ProblemError({ title: "t", status: 409, detail: "In use." })),
    "In use.",
  );
  const errors = [{ pointer: "/a", detail: "Missing." }, { pointer: "/b", detail: "Missing." }];
  const problem = { title: "t", status: 422, detail: "/a: Missing. (and 1 more)", errors };
  assert.equal(errorMessage(new ProblemError(problem)), "Missing.");
  assert.match(errorMessage(new TypeError("Failed to fetch")), /cannot be reached/);
});
