import { page } from "fresh";
import { BestModels } from "../components/benchmarks/BestModels.tsx";
import { type ProjectHead, ProjectResults } from "../components/benchmarks/ProjectResults.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { Time } from "../components/Time.tsx";
import { BenchmarkRunner } from "../islands/BenchmarkRunner.tsx";
import { formatDuration, formatPlural } from "../lib/base/format.ts";
import type { ReproductionReport } from "../lib/benchmarks/report.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET({ state: { netsift: { reproductions } } }) {
    return page({ state: reproductions.state, ...await reproductions.report() });
  },
});

export default define.page<typeof handler>(function BenchmarksPage({ data }) {
  const { state, report, isShipped } = data;
  return (
    <div class="stack-large">
      <PageHead
        title="Benchmarks"
        lede="Five reference studies, reproduced with the code that trains your models, beside the results they reported. Thresholds come from held-out normal rows of the training data; results that used more of the test data are marked."
      />
      <BenchmarkRunner state={state} />
      {report
        ? (
          <>
            <section class="stack" aria-labelledby="best-title">
              <h2 id="best-title">Best models</h2>
              <p class="muted">
                {report.quick
                  ? "A quick run on samples: its metrics only show that everything works."
                  : report.seeds.length === 1
                  ? "One seed."
                  : `Means over ${formatPlural(report.seeds.length, "seed")}.`}{" "}
                {isShipped ? "Results that come with Netsift" : "Measured on this server"},{" "}
                <Time at={report.times.finishedAt} />, in{" "}
                {formatDuration(report.times.seconds * 1000)} on{" "}
                {formatPlural(report.times.cores, "core")}.
              </p>
              <BestModels best={report.best} />
            </section>
            {projectsOf(report).map((project) => (
              <ProjectResults key={project.project} {...project} report={report} />
            ))}
          </>
        )
        : (
          <EmptyState
            title="No results yet"
            text="Start a reproduction above; its results appear here."
          />
        )}
    </div>
  );
});

/** Netsift 0.1.0 stored no titles and summaries. */
function projectsOf({ projects, rows, skipped }: ReproductionReport): ProjectHead[] {
  const known = new Set([...rows, ...skipped].map(({ project }) => project));
  return projects ?? [...known].sort().map((project) => ({ project }));
}
