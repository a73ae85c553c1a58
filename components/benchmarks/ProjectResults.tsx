import type { ProjectDescription, ReproductionReport } from "../../lib/benchmarks/report.ts";
import { Notice } from "../Notice.tsx";
import { MetricTable } from "./MetricTable.tsx";
import { LeftOutTable } from "./LeftOutTable.tsx";
import { plain } from "./plain.ts";
import { RecallByLabel } from "./RecallByLabel.tsx";

/** A project, and what it did where the report says so. */
export type ProjectHead =
  & Pick<ProjectDescription, "project">
  & Partial<ProjectDescription>;

interface ProjectResultsProps extends ProjectHead {
  report: ReproductionReport;
}

/** What one project did, and its metrics. */
export function ProjectResults({ project, title, summary, report }: ProjectResultsProps) {
  const rows = report.rows.filter((row) => row.project === project);
  const skipped = report.skipped.find((each) => each.project === project);
  const leftOut = rows.filter(({ metric }) => metric === "recall left out");
  const metrics = rows.filter(({ metric }) => metric !== "recall left out");
  const heading = `project-${project}`;
  return (
    <section class="stack" aria-labelledby={heading}>
      <h2 id={heading}>Project {project}{title && `: ${title}`}</h2>
      {summary?.split("\n\n").map((paragraph) => (
        <p key={paragraph} class="measure">{plain(paragraph)}</p>
      ))}
      {skipped && <Notice tone="warning">Left out: {skipped.reason}</Notice>}
      {metrics.length > 0 && <MetricTable label={`Metrics of project ${project}`} rows={metrics} />}
      {leftOut.length > 0 && <LeftOutTable rows={leftOut} />}
      {report.perClass.filter((each) => each.project === project).map((recall) => (
        <RecallByLabel key={recall.data} recall={recall} />
      ))}
    </section>
  );
}
