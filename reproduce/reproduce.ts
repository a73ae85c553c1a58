/**
 * Reproduces the projects.
 *
 * @module
 */
import type { ReproductionOptions } from "../lib/benchmarks/request.ts";
import { availableParallelism } from "node:os";
import { Eta } from "../lib/base/pace/eta.ts";
import { NETSIFT_VERSION } from "../lib/base/version.ts";
import { bestModels } from "./best_models.ts";
import { missingFiles } from "./files.ts";
import { ReproductionError } from "./reproduction_error.ts";
import { ReproductionSandbox } from "./reproduction_sandbox.ts";
import { PROJECTS } from "./projects.ts";
import type { Findings, Protocol } from "./protocol.ts";
import type { ReproductionProgress, ReproductionReport } from "../lib/benchmarks/report.ts";
import { summarise, summariseRecalls, summariseTimes } from "./summarise.ts";

/**
 * Does it. Same data and same seeds give the same rows to the last digit.
 *
 * @param report gets its progress
 * @param onSeed gets what the seeds so far have shown
 * @returns what all seeds have shown
 * @throws {ReproductionError} when there are no data, or a run fails
 */
export async function reproduce(
  options: ReproductionOptions,
  report: (progress: ReproductionProgress) => void = () => {},
  onSeed: (report: ReproductionReport) => Promise<void> = () => Promise.resolve(),
): Promise<ReproductionReport> {
  const start = performance.now();
  const { seeds, quick, only } = options;
  const todo: Protocol[] = [];
  const skipped: ReproductionReport["skipped"] = [];
  const wanted = PROJECTS.filter(({ project }) => only?.includes(project) ?? true);
  const projects = wanted.map(({ project, title, summary }) => ({ project, title, summary }));
  for (const protocol of wanted) {
    const missing = await missingFiles(protocol.files, options.data);
    if (missing.length === 0) todo.push(protocol);
    else skipped.push({ project: protocol.project, reason: describeMissing(missing) });
  }
  if (todo.length === 0) {
    throw new ReproductionError(
      `No data found. ${skipped[0]?.reason ?? ""}`.trim(),
    );
  }
  await using sandbox = await ReproductionSandbox.open(options.folder, options.data);
  followSteps(sandbox, todo.reduce((sum, { runs }) => sum + seeds.length * runs(quick), 0), report);
  const found = new Map<string, Findings[]>(todo.map(({ project }) => [project, []]));
  let latest: ReproductionReport;
  for (const [i, seed] of seeds.entries()) {
    const findings = await Promise.all(
      todo.map(({ measure }) => measure(sandbox, { seed, isFirst: i === 0, quick })),
    );
    for (const [j, { project }] of todo.entries()) found.get(project)!.push(findings[j]);
    const gather = <Row>(make: (project: string, findings: Findings[]) => Row[]): Row[] =>
      [...found].flatMap(([project, findings]) => make(project, findings));
    const done = seeds.slice(0, i + 1);
    const rows = gather((project, findings) => summarise(project, done, findings));
    latest = {
      version: NETSIFT_VERSION,
      quick,
      seeds: done,
      projects,
      rows,
      best: bestModels(rows),
      perClass: gather(summariseRecalls),
      skipped,
      times: {
        finishedAt: new Date().toISOString(),
        seconds: (performance.now() - start) / 1000,
        cores: availableParallelism(),
        models: gather(summariseTimes),
      },
    };
    await onSeed(latest);
  }
  return latest!;
}

function followSteps(
  sandbox: ReproductionSandbox,
  runs: number,
  report: (progress: ReproductionProgress) => void,
): void {
  const eta = new Eta(performance.now());
  report({ phase: "Reading data", fraction: 0 });
  sandbox.onRun = (name) => {
    const fraction = sandbox.runs / runs;
    report({
      phase: `Done: ${name}`,
      fraction,
      etaSeconds: eta.estimate(fraction, performance.now()),
    });
  };
}

function describeMissing(files: string[]): string {
  const more = files.length > 1 ? ` and ${files.length - 1} more` : "";
  return `${files[0]}${more} is not in the data folder.`;
}
