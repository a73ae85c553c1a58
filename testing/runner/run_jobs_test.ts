import assert from "node:assert/strict";
import type { TestJob } from "./plan_jobs.ts";
import type { JobOutcome } from "./run_job.ts";
import { runJobs } from "./run_jobs.ts";

function job(name: string, options: Partial<TestJob> = {}): TestJob {
  return { name, files: [name], kind: "tests", isTimed: false, ...options };
}

function outcomeOf(job: TestJob, isBroken = false): JobOutcome {
  return { job, output: "", passed: 1, failed: 0, skipped: 0, files: [], isBroken };
}

/** What was running, and for each job what it started beside. */
async function watched(jobs: TestJob[], atOnce: number): Promise<Map<string, TestJob[]>> {
  const running = new Set<TestJob>();
  const beside = new Map<string, TestJob[]>();
  await runJobs(jobs, atOnce, async (job) => {
    running.add(job);
    beside.set(job.name, [...running]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running.delete(job);
    return outcomeOf(job);
  }, () => {});
  return beside;
}

Deno.test("runJobs() runs as many jobs at once as asked, and one that measures the clock beside them", async () => {
  const names = ["a", "b", "c", "d", "e"];
  const jobs = [
    ...names.map((name) => job(name)),
    ...names.map((name) => job(`timed ${name}`, { isTimed: true })),
  ];
  const beside = await watched(jobs, 2);
  assert.deepEqual([...beside.keys()].sort(), jobs.map(({ name }) => name).sort());
  const most = (isTimed: boolean) =>
    Math.max(
      ...[...beside.values()].map((all) => all.filter((each) => each.isTimed === isTimed).length),
    );
  assert.deepEqual([most(true), most(false)], [1, 2]);
});

Deno.test("runJobs() starts jobs in their order", async () => {
  const names = ["long", "shorter", "short"];
  assert.deepEqual([...(await watched(names.map((name) => job(name)), 1)).keys()], names);
});

Deno.test("runJobs() repeats the files of a group that breaks off, one by one", async () => {
  const group = job("group", { files: ["a", "b"] });
  const ran: string[] = [];
  const outcomes = await runJobs([group, job("last")], 1, (job) => {
    ran.push(job.name);
    return Promise.resolve(outcomeOf(job, job === group || job.name === "b"));
  }, () => {});
  assert.deepEqual(ran, ["group", "a", "b", "last"]);
  assert.deepEqual(outcomes.map(({ job, isBroken }) => [job.name, isBroken]), [
    ["a", false],
    ["b", true],
    ["last", false],
  ]);
});
