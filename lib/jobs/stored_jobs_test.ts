import assert from "node:assert/strict";
import { DataFolder } from "../store/data_folder.ts";
import { PendingRows } from "../store/tables/pending_rows.ts";
import type { JobEvent } from "./channel.ts";
import { JobError } from "./child.ts";
import type { JobEnd } from "./job_end.ts";
import type { ManagedJob } from "./managed_job.ts";
import { type JobRows, StoredJobs, type StoredWork } from "./stored_jobs.ts";
import { begun, ended, interrupted, type TimedRow } from "./timed_row.ts";

interface Row extends TimedRow {
  name: string;
  result: number | null;
}

/** Rows on a disk that can be full. */
class TestRows implements JobRows<Row>, Disposable {
  readonly written = new Map<string, Row>();
  readonly deletions = new Set<string>();
  readonly #pending = new PendingRows<Row>((row) => this.put(row), 5);
  isFull = false;

  get(id: string): Row | null {
    return this.#pending.get(id) ?? this.written.get(id) ?? null;
  }

  unfinished(): Row[] {
    return [...this.written.values()].filter(({ status }) =>
      status === "queued" || status === "running"
    );
  }

  put(...rows: Row[]): void {
    if (this.isFull) throw new Error("database or disk is full");
    for (const row of rows) this.written.set(row.id, row);
  }

  keep(row: Row): void {
    this.#pending.keep(row);
  }

  delete(id: string): void {
    if (this.isFull) throw new Error("database or disk is full");
    this.written.delete(id);
    this.deletions.add(id);
  }

  forgetDeletion(id: string): void {
    this.deletions.delete(id);
  }

  [Symbol.dispose](): void {
    this.#pending[Symbol.dispose]();
  }
}

/** Jobs that do what the test says. */
class TestJobs extends StoredJobs<Row, number, number> {
  constructor(
    folder: DataFolder,
    rows: TestRows,
    work: (row: Row, job: ManagedJob<number>) => Promise<number>,
  ) {
    super(
      folder,
      {
        rows,
        waiting: 0,
        titleOf: (id) => `Job ${id}`,
        placesOf: (id) => [folder.run(id)],
        begin: (row) => begun(row),
        work,
        end: (row: Row, end: JobEnd<number>) =>
          ended(row, end, end.state === "done" ? { result: end.result } : {}),
        interrupt: (row) => interrupted(row, "job"),
      } satisfies StoredWork<Row, number, number>,
      {},
    );
  }

  add(...ids: string[]): void {
    this.enqueue(...ids.map((id) => rowOf(id, "queued")));
  }

  /** Ids and progress of what is in progress. */
  get shown(): [string, number | null][] {
    return this.underWay().map((row) => [row.id, this.withProgress(row).progress]);
  }

  async untilEnded(id: string): Promise<JobEvent[]> {
    const events: JobEvent[] = [];
    this.channel(id)!.listen((event) => events.push(event));
    await this.job(id)?.ended;
    return events;
  }
}

function rowOf(id: string, status: Row["status"], startedAt: string | null = null): Row {
  return { id, name: id, status, error: null, startedAt, finishedAt: null, result: null };
}

async function withFolder(
  test: (folder: DataFolder, rows: TestRows) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    using folder = await DataFolder.open(path);
    using rows = new TestRows();
    await test(folder, rows);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

Deno.test("StoredJobs keep the state of a job in its row, and what was changed meanwhile", () =>
  withFolder(async (folder, rows) => {
    const jobs = new TestJobs(folder, rows, async (row, job) => {
      job.report(1);
      rows.put({ ...rows.get(row.id)!, name: "renamed" });
      await Deno.mkdir(job.staging);
      await job.commit(folder.run(row.id));
      return 7;
    });
    jobs.add("a");
    assert.deepEqual(jobs.shown, [["a", 1]]);
    assert.equal(rows.written.get("a")!.status, "running");
    const events = await jobs.untilEnded("a");
    assert.deepEqual(events, [
      { type: "progress", data: { status: "running", progress: 1 } },
      { type: "done", data: { status: "done", error: null } },
    ]);
    const row = rows.written.get("a")!;
    assert.deepEqual([row.status, row.result, row.name, row.error], ["done", 7, "renamed", null]);
    assert.ok(row.startedAt! <= row.finishedAt!);
    assert.deepEqual(jobs.shown, []);
    assert.deepEqual(await jobs.untilEnded("a"), [events[1]]);
    assert.equal(jobs.channel("b"), null);
  }));

Deno.test("StoredJobs.enqueue() stores all or none", () =>
  withFolder((folder, rows) => {
    const jobs = new TestJobs(folder, rows, () => Promise.resolve(1));
    rows.isFull = true;
    assert.throws(() => jobs.add("a", "b"), /full/);
    assert.deepEqual([jobs.shown, rows.written.size], [[], 0]);
    return Promise.resolve();
  }));

Deno.test("StoredJobs.cancel() notes it in the row, whether the job waits or works", () =>
  withFolder(async (folder, rows) => {
    const jobs = new TestJobs(folder, rows, async (_, { signal }) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      signal.throwIfAborted();
      return 1;
    });
    jobs.add("works", "waits");
    for (const id of ["waits", "works"]) {
      assert.equal(await jobs.cancel(id), true);
      assert.equal(rows.written.get(id)!.status, "cancelled");
      assert.equal(await jobs.cancel(id), false);
    }
    assert.equal(rows.written.get("waits")!.startedAt, null);
  }));

Deno.test("StoredJobs note a job that a full disk ended once there is room, and go on", () =>
  withFolder(async (folder, rows) => {
    const jobs = new TestJobs(folder, rows, () => {
      rows.isFull = true;
      return Promise.reject(new JobError("The disk is full."));
    });
    jobs.add("a", "b");
    await Promise.all([jobs.untilEnded("a"), jobs.untilEnded("b")]);
    assert.deepEqual(["a", "b"].map((id) => rows.written.get(id)!.status), ["running", "queued"]);
    assert.deepEqual(["a", "b"].map((id) => rows.get(id)!.status), ["failed", "failed"]);
    assert.match(rows.get("b")!.error!, /full/);
    rows.isFull = false;
    while (rows.written.get("b")!.status !== "failed") await new Promise((r) => setTimeout(r, 5));
    assert.equal(rows.written.get("a")!.error, "The disk is full.");
    jobs.add("c");
    assert.equal(rows.get("c")!.status, "running");
    await jobs.untilEnded("c");
  }));

Deno.test("StoredJobs.delete() ends a job and removes what it made, on a full disk too", () =>
  withFolder(async (folder, rows) => {
    const jobs = new TestJobs(folder, rows, async (row, job) => {
      if (row.id === "done") {
        await Deno.mkdir(job.staging);
        await job.commit(folder.run("done"));
        return 1;
      }
      await new Promise((resolve) => job.signal.addEventListener("abort", resolve));
      job.signal.throwIfAborted();
      return 1;
    });
    jobs.add("done");
    await jobs.untilEnded("done");
    jobs.add("works");
    await jobs.delete("works");
    rows.isFull = true;
    await assert.rejects(jobs.delete("done"), /full/);
    await assert.rejects(Deno.stat(folder.run("done")), Deno.errors.NotFound);
    rows.isFull = false;
    await jobs.delete("done");
    assert.deepEqual([rows.written.size, rows.deletions.size], [0, 0]);
  }));

Deno.test("StoredJobs.resume() interrupts what was in progress, and lets the others wait again", () =>
  withFolder(async (folder, rows) => {
    const jobs = new TestJobs(folder, rows, () => Promise.resolve(3));
    rows.put(
      rowOf("running", "running", "2026-01-01T00:00:00Z"),
      rowOf("queued", "queued"),
      rowOf("done", "done"),
    );
    await jobs.resume();
    assert.deepEqual(jobs.shown, [["queued", 0]]);
    await jobs.untilEnded("queued");
    assert.deepEqual([...rows.written.values()].map(({ status }) => status), [
      "interrupted",
      "done",
      "done",
    ]);
    assert.match(rows.get("running")!.error!, /The server stopped while this job was running/);
    assert.equal(rows.get("queued")!.result, 3);
  }));
