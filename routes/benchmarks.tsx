import { page } from "fresh";
import { BestModels } from "../components/benchmarks/BestModels.tsx";
import { ProjectResults } from "../components/benchmarks/ProjectResults.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { Time } from "../components/Time.tsx";
import { BenchmarkRunner } from "../islands/BenchmarkRunner.tsx";
import { formatDuration, formatPlural } from "../lib/base/format.ts";
import { PROJECTS } from "../reproduce/projects.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET({ state: { netsift: { reproductions } } }) {
    return page({
      state: reproductions.state,
      ...await reproductions.report(),
      projects: PROJECTS.map(({ project, title, summary }) => ({ project, title, summary })),
    });
  },
});

export default define.page<typeof handler>(function BenchmarksPage({ data }) {
  const { state, report, isShipped, projects } = data;
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
            {projects.map((project) => (
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
