import { join } from "node:path";
import { descendantsOf } from "../children.ts";
import { INSTALLED } from "../installed.ts";
import type { TestJob } from "./plan_jobs.ts";
import { countsOf, type FileResult, resultsOf, type TestCounts } from "./test_report.ts";

/** How a job went. */
export interface JobOutcome extends TestCounts {
  job: TestJob;
  /** What `deno test` printed, both streams. */
  output: string;
  files: FileResult[];
  /** Whether it came to no end by itself, or to no counts. */
  isBroken: boolean;
}

/** Where and how jobs run. */
export interface JobOptions {
  /** The checkout. */
  root: string;
  /** A folder for what a job needs or writes. */
  scratch: string;
  /** Flags for `deno test`. */
  flags: readonly string[];
  /** Settings for the tests. */
  env: Record<string, string>;
  /** A job that prints nothing for so long hangs, and is ended. */
  silenceMs: number;
}

/** Notes of `deno test` that a test still runs: a test that hangs has them, too. */
const STILL_RUNNING = /has been running for over/;

/** Runs the tests of a job in a separate `deno test`. */
export async function runJob(job: TestJob, options: JobOptions): Promise<JobOutcome> {
  const { root, scratch, silenceMs } = options;
  const junit = await Deno.makeTempFile({ dir: scratch, suffix: ".xml" });
  const begun = performance.now();
  const child = await spawn(job.isTimed, {
    args: [
      ...["test", "--allow-all", "--no-check", INSTALLED, `--junit-path=${junit}`],
      ...options.flags,
      ...await modulesOf(job, options),
    ],
    cwd: root,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { ...options.env, NO_COLOR: "1" },
  });

  let output = "";
  let hasHung = false;
  const end = () => {
    hasHung = true;
    void killTree(child);
  };
  let timer = setTimeout(end, silenceMs);
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      const text = decoder.decode(chunk, { stream: true });
      output += text;
      if (STILL_RUNNING.test(text)) continue;
      clearTimeout(timer);
      timer = setTimeout(end, silenceMs);
    }
  };
  const streams = Promise.all([read(child.stdout), read(child.stderr)]);
  const { success } = await child.status;
  clearTimeout(timer);
  await Promise.race([streams, new Promise((resolve) => setTimeout(resolve, 2000))]);

  if (hasHung) output += `\n${job.name} hangs: it printed nothing for ${silenceMs / 1000} s.\n`;
  const closing = countsOf(output);
  const counts = closing ?? { passed: 0, failed: 1, skipped: 0 };
  if (!success && counts.failed === 0) counts.failed = 1;
  const results = resultsOf(await Deno.readTextFile(junit));
  const seconds = (performance.now() - begun) / 1000;
  const hasFailed = counts.failed > 0;
  // A process that ran one file took what it took to load that file's modules, too.
  const files = job.files.length === 1 && job.kind === "tests"
    ? [{ file: job.name, seconds, hasFailed }]
    : results;
  if (hasFailed && !files.some((file) => file.hasFailed)) {
    files.push({ file: job.name, seconds, hasFailed });
  }
  return {
    job,
    output,
    ...counts,
    isBroken: hasHung || closing === null || /\(uncaught error\)/.test(output),
    files,
  };
}

/** What `deno test` gets. Several files become one module, whose imports are loaded once for all. */
async function modulesOf(job: TestJob, { root, scratch }: JobOptions): Promise<string[]> {
  if (job.kind === "examples") {
    return ["--doc", "--ignore=**/*_test.ts,**/*_test.tsx", ...job.files];
  }
  if (job.files.length === 1) return job.files;
  const module = await Deno.makeTempFile({ dir: scratch, suffix: "_test.ts" });
  const urls = job.files.map((file) => new URL(file, `file://${root}/`).href);
  await Deno.writeTextFile(module, urls.map((url) => `import ${JSON.stringify(url)};\n`).join(""));
  return [`--config=${join(root, "deno.json")}`, module];
}

/** Work that measures nothing gives way to work that does. */
async function spawn(isTimed: boolean, options: Deno.CommandOptions): Promise<Deno.ChildProcess> {
  const deno = Deno.execPath();
  if (!isTimed && await hasNice()) {
    const args = ["-n", "10", deno, ...options.args ?? []];
    return new Deno.Command("nice", { ...options, args }).spawn();
  }
  return new Deno.Command(deno, options).spawn();
}

let niceFound: Promise<boolean> | null = null;

function hasNice(): Promise<boolean> {
  return niceFound ??= new Deno.Command("nice", { args: ["-n", "10", "true"], stderr: "null" })
    .output().then(({ success }) => success, () => false);
}

/** Ends a process, and the servers and browsers that it started. */
async function killTree(child: Deno.ChildProcess): Promise<void> {
  for (const pid of [...await descendantsOf(child.pid), child.pid]) {
    try {
      Deno.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}
