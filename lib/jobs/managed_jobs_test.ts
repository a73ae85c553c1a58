import assert from "node:assert/strict";
import { join } from "node:path";
import { toProblem } from "../api/answer_problems.ts";
import { DataFolder } from "../store/data_folder.ts";
import { BusyError } from "./busy_error.ts";
import { JobChannel, type JobEvent } from "./channel.ts";
import { ChildLostError, JobError } from "./child.ts";
import type { JobPlan, ManagedJob } from "./managed_job.ts";
import { type JobLimits, ManagedJobs } from "./managed_jobs.ts";

const ECHO = new URL("./testdata/echo_child.ts", import.meta.url);

type Plan = Partial<JobPlan<number, unknown>>;

async function withJobs(
  limits: JobLimits,
  test: (
    start: (id: string, plan?: Plan) => ManagedJob<number>,
    jobs: ManagedJobs<number>,
    folder: DataFolder,
  ) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    using folder = await DataFolder.open(path);
    const jobs = new ManagedJobs<number>(folder, limits);
    const work = () => Promise.resolve();
    await test((id, plan) => jobs.start(id, { waiting: 0, work, ...plan }), jobs, folder);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

/** Work that goes on until it is told to end. */
function gate(): { work: () => Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, open: resolve };
}

/** Work that has begun to make its result. */
async function write(job: ManagedJob<number>): Promise<void> {
  await Deno.mkdir(job.staging);
  await Deno.writeTextFile(join(job.staging, "result"), "made");
}

async function filesIn(path: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name);
}

function heard(channel: JobChannel): JobEvent[] {
  const events: JobEvent[] = [];
  channel.listen((event) => events.push(event));
  return events;
}

Deno.test("ManagedJobs.refuseWhenFull() counts what waits, and is answered with status 429", () =>
  withJobs({ mostWaiting: 2, retryAfterSeconds: 7, refusal: "Full." }, async (start, jobs) => {
    const { work, open } = gate();
    start("a", { work });
    start("b");
    jobs.refuseWhenFull();
    const c = start("c", { before: ({ signal }) => new JobChannel().untilDone(signal, () => {}) });
    let refusal: unknown;
    assert.throws(() => jobs.refuseWhenFull(), (error) => {
      refusal = error;
      return error instanceof BusyError && error.message === "Full.";
    });
    const problem = toProblem(refusal, "/");
    assert.deepEqual([problem.status, problem.headers["retry-after"]], [429, "7"]);
    const run = (jobs as unknown as ManagedJobs).run(() => Promise.resolve(1));
    await assert.rejects(run, BusyError);
    await c.cancel();
    jobs.refuseWhenFull();
    open();
    await jobs.get("b")!.ended;
    assert.deepEqual(jobs.ids, []);
  }));

Deno.test("ManagedJob tells its progress and how it ended, with the child's events between", () =>
  withJobs({}, async (start) => {
    const job = start("a", {
      work: (job) => job.runChild(ECHO, { act: "answer", value: 1 }, () => job.report(1)),
      nameOf: (state) => state === "done" ? "ready" : state,
    });
    assert.deepEqual([job.state, job.progress, job.isUnderWay], ["running", 0, true]);
    const events = heard(job.channel);
    await job.ended;
    assert.deepEqual([job.state, job.progress, job.isUnderWay], ["done", 1, false]);
    assert.deepEqual(events, [
      { type: "progress", data: { status: "running", progress: 1 } },
      { type: "done", data: { status: "ready", error: null } },
    ]);
  }));

Deno.test("ManagedJob.cancel() ends a job that waits for another, for its turn, or works", () =>
  withJobs({}, async (start, jobs, folder) => {
    const reading = new JobChannel();
    const waits = start("waits", { before: (job) => reading.untilDone(job.signal, () => {}) });
    const reported = Promise.withResolvers<void>();
    const works = start("works", {
      async work(job) {
        await write(job);
        await job.runChild(ECHO, { act: "wait" }, () => reported.resolve());
      },
    });
    const begun: string[] = [];
    const queued = start("queued", { begin: () => void begun.push("queued") });
    await reported.promise;
    assert.deepEqual([waits, works, queued].map(({ state }) => state), [
      "queued",
      "running",
      "queued",
    ]);
    for (const id of ["waits", "queued", "works"]) assert.equal(await jobs.cancel(id), true);
    assert.equal(await jobs.cancel("works"), false);
    assert.deepEqual([waits, works, queued].map(({ state, error }) => [state, error]), [
      ["cancelled", null],
      ["cancelled", null],
      ["cancelled", null],
    ]);
    assert.deepEqual(begun, []);
    assert.deepEqual(await filesIn(folder.staging("")), []);
    const next = start("next");
    await next.ended;
    assert.equal(next.state, "done");
  }));

Deno.test("ManagedJob.cancel() keeps a result from being committed, and not what is committed", () =>
  withJobs({ atOnce: 2 }, async (start, _, folder) => {
    const [late, early] = [gate(), gate()];
    const places = [folder.run("before"), folder.run("after")];
    const before = start("before", {
      async work(job) {
        await write(job);
        await late.work();
        await job.commit(places[0]);
      },
    });
    const after = start("after", {
      async work(job) {
        await write(job);
        await job.commit(places[1]);
        await early.work();
      },
    });
    while ((await filesIn(folder.run(""))).length === 0) await new Promise((r) => setTimeout(r, 5));
    const cancelled = [before.cancel(), after.cancel()];
    late.open();
    early.open();
    await Promise.all(cancelled);
    assert.deepEqual([before.state, after.state], ["cancelled", "done"]);
    assert.deepEqual(await filesIn(folder.run("")), ["after"]);
    assert.deepEqual(await filesIn(folder.staging("")), []);
  }));

Deno.test("ManagedJob waits for what it needs without taking a turn, and fails with it", () =>
  withJobs({}, async (start) => {
    const reading = new JobChannel();
    const waits = start("waits", {
      before: (job) => reading.untilDone(job.signal, (data) => job.report(data as number)),
    });
    reading.emit({ type: "progress", data: 5 });
    assert.deepEqual([waits.state, waits.progress], ["queued", 5]);
    const other = start("other");
    await other.ended;
    assert.equal(waits.state, "queued");
    reading.emit({ type: "done", data: null });
    await waits.ended;
    assert.equal(waits.state, "done");
    const lacks = start("lacks", {
      title: "Job lacks",
      before: () => Promise.reject(new JobError("There is no such file.")),
    });
    await lacks.ended;
    assert.deepEqual([lacks.state, lacks.error], ["failed", "There is no such file."]);
  }));

Deno.test("ManagedJob fails where its result cannot be committed, and the next has its turn", () =>
  withJobs({}, async (start, _, folder) => {
    const failing = start("failing", {
      title: "Job failing",
      async work(job) {
        await write(job);
        await job.commit(join(folder.root, "no", "such", "place"));
      },
    });
    const events = heard(failing.channel);
    const next = start("next");
    await Promise.all([failing.ended, next.ended]);
    assert.deepEqual([failing.state, next.state], ["failed", "done"]);
    assert.match(failing.error!, /Something went wrong inside Netsift/);
    assert.deepEqual(events.at(-1)!.data, { status: "failed", error: failing.error });
    assert.deepEqual(await filesIn(folder.staging("")), []);
  }));

Deno.test("ManagedJob.keepStaging() leaves the folder to the caller", () =>
  withJobs({}, async (start, _, folder) => {
    const job = start("kept", {
      async work(job) {
        await write(job);
        job.keepStaging();
      },
    });
    await job.ended;
    assert.equal(await Deno.readTextFile(join(folder.staging("kept"), "result")), "made");
  }));

Deno.test("ManagedJob ends, and tells so, where how it ended cannot be noted", () =>
  withJobs({}, async (start) => {
    const job = start("a", { end: () => Promise.reject(new Error("refused")) });
    const events = heard(job.channel);
    await job.ended;
    assert.deepEqual(events, [{ type: "done", data: { status: "done", error: null } }]);
  }));

Deno.test("ManagedJobs.run() gives what the work gives, and fails as the work does", async () => {
  const path = await Deno.makeTempDir();
  try {
    using folder = await DataFolder.open(path);
    const jobs = new ManagedJobs(folder, {});
    const [answer, failed, lost] = [
      jobs.run((job) => job.runChild<number>(ECHO, { act: "answer", value: 7 })),
      jobs.run((job) => job.runChild(ECHO, { act: "fail", value: "Bad file." })),
      jobs.run((job) => job.runChild(ECHO, { act: "die" })),
    ];
    const ends = await Promise.allSettled([answer, failed, lost]);
    assert.deepEqual(ends[0], { status: "fulfilled", value: 7 });
    assert.deepEqual((ends[1] as PromiseRejectedResult).reason, new JobError("Bad file."));
    assert.ok((ends[2] as PromiseRejectedResult).reason instanceof ChildLostError);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
});
