import assert from "node:assert/strict";
import { toProblem } from "../api/answer_problems.ts";
import { type ChildJob, JobCancelledError, JobError, startChild } from "./child.ts";

function start(act: string, value?: unknown) {
  const events: { pid: number }[] = [];
  const started = Promise.withResolvers<number>();
  const job: ChildJob<unknown> = startChild<{ pid: number }, unknown>(
    new URL("./testdata/echo_child.ts", import.meta.url),
    { act, value },
    (event) => {
      events.push(event);
      started.resolve(event.pid);
    },
  );
  return { job, events, started: started.promise };
}

async function isAlive(pid: number): Promise<boolean> {
  return await Deno.stat(`/proc/${pid}`).then(() => true, () => false);
}

Deno.test("startChild() reports events and gives the result", async () => {
  const value = { text: "x".repeat(200_000), umlaut: "ü\n" };
  const { job, events } = start("answer", value);
  assert.deepEqual(await job.result, value);
  assert.equal(events.length, 1);
  assert.notEqual(events[0].pid, Deno.pid);
});

Deno.test("startChild() tells expected failures from others", async () => {
  await assert.rejects(start("fail", "Bad file.").job.result, new JobError("Bad file."));
  const { job } = start("throw", "A bug.");
  await assert.rejects(job.result, { name: "Error", message: "A bug." });
});

Deno.test("startChild() tells that the disk of the child was full, which is answered 507", async () => {
  const error = await start("throw", "No space left on device (os error 28)").job.result
    .catch((error) => error);
  assert.ok(error instanceof JobError);
  assert.match(error.message, /disk is full/);
  assert.equal(toProblem(error, "/").status, 507);
  const other = await start("fail", "The file is too large.").job.result.catch((error) => error);
  assert.equal(toProblem(other, "/").status, 409);
});

Deno.test("startChild() fails with advice when the child dies", async () => {
  await assert.rejects(start("die").job.result, /SIGKILL.*memory/);
});

Deno.test("ChildJob.cancel() ends the child at once", async () => {
  const { job, started } = start("wait");
  await started;
  const before = performance.now();
  job.cancel();
  await assert.rejects(job.result, JobCancelledError);
  assert.ok(performance.now() - before < 2000);
});

Deno.test({
  name: "runChild() ends the child when the server is killed",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const parent = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", new URL("./testdata/parent.ts", import.meta.url).href],
      stdout: "piped",
    }).spawn();
    const reader = parent.stdout.getReader();
    const { value } = await reader.read();
    const pid = Number(new TextDecoder().decode(value));
    assert.ok(await isAlive(pid));
    parent.kill("SIGKILL");
    await parent.status;
    for (let waited = 0; waited < 50 && await isAlive(pid); waited++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(await isAlive(pid), false);
    await reader.cancel();
  },
});
