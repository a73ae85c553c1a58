/**
 * Builds the app and runs every test: unit tests, examples in doc comments, end-to-end tests, on all
 * cores at once. Closes with the slowest files and one line that counts the tests. Files, folders
 * and `--filter` choose among the tests; other arguments make it one plain `deno test`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };
import { PREPARED_FOLDER } from "../testing/demo_server.ts";
import { planJobs } from "../testing/runner/plan_jobs.ts";
import { type JobOutcome, runJob } from "../testing/runner/run_job.ts";
import { childrenSeconds } from "../testing/runner/processor_time.ts";
import { runJobs } from "../testing/runner/run_jobs.ts";
import { selectTests } from "../testing/runner/select_tests.ts";
import { closingLine, countsOf, slowestFiles } from "../testing/runner/test_report.ts";
import { GROUP_SIZE, LONGEST, MORE_THAN_CORES, SILENCE_MS, TIMED } from "./schedule.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function deno(...args: string[]): Promise<boolean> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: root });
  return (await command.spawn().status).success;
}

/** One `deno test` with its own arguments. */
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

async function main(args: string[]): Promise<boolean> {
  if (!await deno("run", "--quiet", "-A", "dev.ts", "build")) {
    console.log(closingLine({ passed: 0, failed: 1, skipped: 0 }));
    return false;
  }
  const selection = await selectTests(args, root, config.exclude);
  if (selection === null) return await runPlain(args);

  const { files, examples, flags } = selection;
  const jobs = planJobs(files, { timed: TIMED, longest: LONGEST, groupSize: GROUP_SIZE });
  if (examples.length > 0) {
    const name = "examples in doc comments";
    jobs.unshift({ name, files: examples, kind: "examples", isTimed: false });
  }
  const scratch = await Deno.makeTempDir({ prefix: "netsift-tests-" });
  let outcomes: JobOutcome[];
  try {
    const env = { [PREPARED_FOLDER]: scratch };
    const options = { root, scratch, flags, env, silenceMs: SILENCE_MS };
    const atOnce = navigator.hardwareConcurrency + MORE_THAN_CORES;
    outcomes = await runJobs(jobs, atOnce, (job) => runJob(job, options), console.log);
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }

  const sum = (count: "passed" | "failed" | "skipped") =>
    outcomes.reduce((total, outcome) => total + outcome[count], 0);
  console.log("The slowest files:");
  const results = outcomes.flatMap(({ files }) => files);
  for (const line of slowestFiles(results)) console.log(line);
  for (const { file, hasFailed } of results) if (hasFailed) console.log(`FAILED: ${file}`);
  const computed = await childrenSeconds();
  const clock = `${Math.round(performance.now() / 1000)} s`;
  console.log(`${clock}${computed === null ? "" : `, ${Math.round(computed)} s of computing`}`);
  const counts = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  console.log(closingLine(counts));
  return counts.failed === 0;
}

Deno.exit(await main(Deno.args) ? 0 : 1);
