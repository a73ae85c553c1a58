/**
 * Builds the app and runs every test: unit tests, examples in doc comments, end-to-end tests, on all
 * cores at once. Closes with the slowest files and one line that counts the tests. Files, folders
 * and `--filter` choose among the tests; other arguments make it one plain `deno test`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };
import { planJobs, type TestJob } from "../testing/runner/plan_jobs.ts";
import { type JobOutcome, runJob } from "../testing/runner/run_job.ts";
import { selectTests } from "../testing/runner/select_tests.ts";
import { closingLine, countsOf, slowestFiles } from "../testing/runner/test_report.ts";
import { GROUP_SIZE, LONGEST, SILENCE_MS, TIMED } from "./schedule.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function deno(...args: string[]): Promise<boolean> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: root });
  return (await command.spawn().status).success;
}

/** One `deno test` with arguments of its own. */
async function runPlain(args: string[]): Promise<boolean> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--doc", ...args],
    cwd: root,
    stdout: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const decoder = new TextDecoder();
  let output = "";
  for await (const chunk of child.stdout) {
    Deno.stdout.writeSync(chunk);
    output += decoder.decode(chunk, { stream: true });
  }
  const { success } = await child.status;
  const counts = countsOf(output);
  console.log(closingLine(counts ?? { passed: 0, failed: 1, skipped: 0 }));
  return success && counts !== null;
}

/** Runs jobs on all cores, in order, but never two at once that measure the clock. */
async function runJobs(jobs: TestJob[], run: (job: TestJob) => Promise<JobOutcome>) {
  const waiting = [...jobs];
  const outcomes: JobOutcome[] = [];
  let isTiming = false;
  const work = async () => {
    for (;;) {
      const place = waiting.findIndex(({ isTimed }) => !isTimed || !isTiming);
      if (place < 0) return;
      const [job] = waiting.splice(place, 1);
      if (job.isTimed) isTiming = true;
      const outcome = await run(job);
      if (job.isTimed) isTiming = false;
      console.log(outcome.output.trim() + "\n");
      if (outcome.isBroken && job.files.length > 1 && job.kind === "tests") {
        console.log(`${job.name}: once more, file by file, to see which of them it is.\n`);
        const single = job.files.map((file) => ({ ...job, name: file, files: [file] }));
        waiting.unshift(...single);
      } else outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, work));
  return outcomes;
}

async function main(args: string[]): Promise<boolean> {
  if (!await deno("run", "--quiet", "-A", "dev.ts", "build")) {
    console.log(closingLine({ passed: 0, failed: 1, skipped: 0 }));
    return false;
  }
  const selection = await selectTests(args, root, config.exclude);
  if (selection === null) return await runPlain(args);

  const { files, examples, flags } = selection;
  const jobs = planJobs(files, { timed: TIMED, longest: LONGEST, groupSize: GROUP_SIZE });
  jobs.push({
    name: "examples in doc comments",
    files: examples,
    kind: "examples",
    isTimed: false,
  });
  const scratch = await Deno.makeTempDir({ prefix: "netsift-tests-" });
  let outcomes: JobOutcome[];
  try {
    const options = { root, scratch, flags, env: {}, silenceMs: SILENCE_MS };
    outcomes = await runJobs(jobs, (job) => runJob(job, options));
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }

  const sum = (count: "passed" | "failed" | "skipped") =>
    outcomes.reduce((total, outcome) => total + outcome[count], 0);
  console.log("The slowest files:");
  const results = outcomes.flatMap(({ files }) => files);
  for (const line of slowestFiles(results)) console.log(line);
  for (const { file, hasFailed } of results) if (hasFailed) console.log(`FAILED: ${file}`);
  const counts = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  console.log(closingLine(counts));
  return counts.failed === 0;
}

Deno.exit(await main(Deno.args) ? 0 : 1);
