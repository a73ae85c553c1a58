import type { TestJob } from "./plan_jobs.ts";
import type { JobOutcome } from "./run_job.ts";

/**
 * Runs jobs in order: some at once, and beside them, one after the other, those that measure the
 * clock. These wait more than they compute, and the others give way to them.
 *
 * A group of files whose process breaks off runs once more, file by file, to tell which of them it is.
 *
 * @param atOnce how many jobs that measure nothing run at once
 * @param run runs one of them
 * @param tell gets what there is to read, job by job
 */
export async function runJobs(
  jobs: readonly TestJob[],
  atOnce: number,
  run: (job: TestJob) => Promise<JobOutcome>,
  tell: (text: string) => void,
): Promise<JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  const workThrough = async (waiting: TestJob[]) => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const outcome = await run(job);
      tell(outcome.output.trim() + "\n");
      if (outcome.isBroken && job.files.length > 1 && job.kind === "tests") {
        tell(`${job.name}: once more, file by file, to see which of them it is.\n`);
        waiting.unshift(...singly(job));
      } else outcomes.push(outcome);
    }
  };
  const timed = jobs.filter(({ isTimed }) => isTimed);
  const others = jobs.filter(({ isTimed }) => !isTimed);
  await Promise.all([
    workThrough(timed),
    ...Array.from({ length: atOnce }, () => workThrough(others)),
  ]);
  return outcomes;
}

function singly(job: TestJob): TestJob[] {
  return job.files.map((file) => ({ ...job, name: file, files: [file] }));
}
