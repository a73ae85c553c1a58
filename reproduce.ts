/**
 * `deno task reproduce`: reproduces the reference studies and writes `docs/results.md`.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatDuration } from "./lib/base/format.ts";
import { PROJECTS } from "./reproduce/projects.ts";
import { renderResults } from "./reproduce/render_results.ts";
import { reproduce } from "./reproduce/reproduce.ts";
import { ReproductionError } from "./reproduce/reproduction_error.ts";
import { DEFAULT_SEEDS, seedsOf } from "./lib/benchmarks/seeds.ts";
import type { ReproductionProgress, ReproductionReport } from "./lib/benchmarks/report.ts";

const HELP = `deno task reproduce [--data DIR] [--seeds N] [--quick] [--only A,B] [--json FILE]
                    [--markdown FILE] [--keep DIR]

Reproduces the five reference studies that Netsift replaces and writes the results.

  --data DIR       folder with kddcup99/, nsl-kdd/ and cicids2017/; without it, and without
                   NETSIFT_REPRODUCE_DATA, the data is downloaded from its public sources
  --seeds N        repetitions, 1 to 100 (default ${DEFAULT_SEEDS})
  --quick          one seed and samples: shows that everything works
  --only A,B       only these projects: ${PROJECTS.map(({ project }) => project).join(", ")}
  --json FILE      all metrics as JSON (default docs/results.json for a whole run, else none)
  --markdown FILE  results as Markdown (default docs/results.md for a whole run, else printed)
  --keep DIR       data folder that keeps the datasets, runs and models; view them with
                   NETSIFT_DATA=DIR deno task start`;

/** How often a folder is tried to be removed, and how long after each other. */
const [ATTEMPTS, PAUSE_MS] = [20, 250];

class UsageError extends Error {}

/** Where to write; `null`: nowhere. */
interface Files {
  json: string | null;
  markdown: string | null;
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof ReproductionError || error instanceof UsageError;
  console.error(isExpected ? error.message : error);
  Deno.exit(error instanceof UsageError ? 2 : 1);
}
Deno.exit(0); // the listener for signals lingers

async function main(): Promise<void> {
  const options = readOptions(Deno.args);
  const kept = options.keep;
  const folder = kept ?? await Deno.makeTempDir({ prefix: "netsift-reproduce-" });
  const cleanUp = async () => {
    if (kept === undefined) await removeWhenFree(folder);
  };
  Deno.addSignalListener("SIGINT", async () => {
    await cleanUp();
    Deno.exit(130);
  });
  try {
    const report = await reproduce({ ...options, folder }, tell, (soFar) => write(soFar, options));
    for (const { project, reason } of report.skipped) {
      console.error(`Left out project ${project}: ${reason}`);
    }
    if (options.markdown === null) console.log(renderResults(report));
  } finally {
    await cleanUp();
  }
}

/** A server that was told to end may write for another moment. */
async function removeWhenFree(folder: string): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    try {
      return await Deno.remove(folder, { recursive: true });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  await Deno.remove(folder, { recursive: true });
}

function tell({ phase, fraction, etaSeconds }: ReproductionProgress): void {
  const left = etaSeconds === undefined ? "" : `, ${formatDuration(etaSeconds * 1000)} left`;
  console.error(`${(fraction * 100).toFixed(0).padStart(3)}% ${phase}${left}`);
}

/** Writes the files that were asked for; after each seed, so that a run that is ended has some. */
async function write(report: ReproductionReport, { json, markdown }: Files): Promise<void> {
  if (json) await Deno.writeTextFile(json, JSON.stringify(report, null, 2) + "\n");
  if (markdown) await Deno.writeTextFile(markdown, renderResults(report));
}

function readOptions(args: string[]) {
  const { values } = parse(args);
  if (values.help) {
    console.log(HELP);
    Deno.exit(0);
  }
  const count = Number(values.seeds ?? (values.quick ? 1 : DEFAULT_SEEDS));
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    throw new UsageError("--seeds must be a whole number from 1 to 100.");
  }
  const only = values.only?.split(",").map((each) => each.trim());
  const unknown = only?.find((each) => PROJECTS.every(({ project }) => project !== each));
  if (unknown !== undefined) throw new UsageError(`There is no project "${unknown}".\n\n${HELP}`);
  const isWhole = !values.quick && only === undefined;
  return {
    data: values.data ?? (Deno.env.get("NETSIFT_REPRODUCE_DATA")?.trim() || null),
    seeds: seedsOf(count),
    quick: values.quick ?? false,
    only,
    json: values.json ?? (isWhole ? join("docs", "results.json") : null),
    markdown: values.markdown ?? (isWhole ? join("docs", "results.md") : null),
    keep: values.keep,
  };
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args,
      options: {
        data: text,
        seeds: text,
        only: text,
        json: text,
        markdown: text,
        keep: text,
        quick: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}
