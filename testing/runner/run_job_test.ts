import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type JobOutcome, runJob } from "./run_job.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Runs test files with these contents in one job. */
async function runFiles(contents: Record<string, string>, silenceMs = 60_000): Promise<JobOutcome> {
  const scratch = await Deno.makeTempDir({ prefix: "netsift-job-" });
  const files = Object.keys(contents).map((name) => join(scratch, name));
  for (const [name, text] of Object.entries(contents)) {
    await Deno.writeTextFile(join(scratch, name), text);
  }
  const job = { name: files[0], files, kind: "tests", isTimed: false } as const;
  try {
    return await runJob(job, { root, scratch, flags: [], env: {}, silenceMs });
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

const PASSES = 'Deno.test("passes", () => {});';

Deno.test("runJob() counts the tests of several files and names the one that fails", async () => {
  const { passed, failed, isBroken, files } = await runFiles({
    "a_test.ts": PASSES,
    "b_test.ts": `${PASSES} Deno.test("fails", () => { throw new Error("no"); });`,
  });
  assert.deepEqual([passed, failed, isBroken], [2, 1, false]);
  assert.deepEqual(files.map(({ hasFailed }) => hasFailed), [false, true]);
});

Deno.test("runJob() counts a file that cannot be loaded as failed", async () => {
  const { failed, isBroken, output } = await runFiles({ "a_test.ts": 'throw new Error("odd");' });
  assert.deepEqual([failed, isBroken], [1, true]);
  assert.match(output, /odd/);
});

Deno.test("runJob() ends a test that hangs, with the processes that it started", async () => {
  const text = `Deno.test("hangs", async () => {
    const child = new Deno.Command("sleep", { args: ["600"] }).spawn();
    console.log("pid", child.pid);
    await child.status;
  });`;
  const { failed, isBroken, output } = await runFiles({ "a_test.ts": text }, 5_000);
  assert.deepEqual([failed, isBroken], [1, true]);
  assert.match(output, /hangs: it printed nothing for 5 s/);
  const pid = /pid (\d+)/.exec(output)![1];
  if (Deno.build.os === "linux") await assert.rejects(Deno.stat(`/proc/${pid}/exe`));
});
