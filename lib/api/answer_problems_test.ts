import assert from "node:assert/strict";
import { HttpError } from "fresh";
import { z } from "zod";
import { ProblemError } from "../http/problem.ts";
import { BusyError } from "../jobs/busy_error.ts";
import { ChildLostError, JobCancelledError, JobDiskFullError, JobError } from "../jobs/child.ts";
import { ScorerLostError } from "../scoring/scorer_thread.ts";
import { DamagedRowError } from "../store/damaged_row.ts";
import { TooManyError } from "../store/too_many_error.ts";
import { toProblem } from "./answer_problems.ts";

Deno.test("toProblem() gives each error the status that tells a client what to do", () => {
  const statuses: [error: unknown, status: number][] = [
    [new ProblemError(418, "as it is"), 418],
    [z.string().safeParse(1).error, 422],
    [new HttpError(404), 404],
    [new HttpError(405), 405],
    [new BusyError("full", 30), 429],
    [new ChildLostError("ended"), 503],
    [new ScorerLostError("ended"), 503],
    [new JobDiskFullError("full"), 507],
    [new JobError("wrong"), 409],
    [new JobCancelledError(), 409],
    [new TooManyError(100, "rules"), 409],
    [new DamagedRowError("runs", "run-1", "run", "wrong"), 409],
  ];
  for (const [error, status] of statuses) {
    assert.equal(toProblem(error, "/api/v1/runs").status, status, String(error));
  }
  const retryAfter = (error: Error) =>
    toProblem(error, "/").toResponse().headers.get("retry-after");
  assert.equal(retryAfter(new ChildLostError("ended")), "1");
  assert.equal(retryAfter(new BusyError("full", 30)), "30");
});

Deno.test("toProblem() tells nothing of an error that a client cannot correct", () => {
  const { error: logged } = console;
  const told: unknown[] = [];
  console.error = (...values: unknown[]) => void told.push(...values);
  try {
    const problem = toProblem(new TypeError("secret of /home/me"), "/api/v1/runs");
    assert.equal(problem.status, 500);
    assert.doesNotMatch(problem.message, /secret|home/);
    assert.match(told.map(String).join(" "), /secret/, "the log has it");
  } finally {
    console.error = logged;
  }
});

Deno.test("toProblem() shortens the address of what is not there", () => {
  const { message } = toProblem(new HttpError(404), `/${"a".repeat(1000)}`);
  assert.ok(message.length < 250);
});
