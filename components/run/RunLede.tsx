import { formatDuration } from "../../lib/base/format.ts";
import type { Run } from "../../lib/resources/run.ts";
import { StatusBadge } from "../StatusBadge.tsx";
import { Time } from "../Time.tsx";

/** Status, data and times of a run, under its title. */
export function RunLede({ run }: { run: Run }) {
  const { status, request, trainName, testName, createdAt, startedAt, finishedAt } = run;
  if (run.imported) {
    return (
      <>
        <StatusBadge status={status} /> Imported <Time at={run.imported.at} /> from{" "}
        {run.imported.file}. Trained elsewhere on {trainName}
        {testName ? `, tested on ${testName}` : ""}.
        {run.notes && <span class="run-notes under">{run.notes}</span>}
      </>
    );
  }
  return (
    <>
      <StatusBadge status={status} /> Training data{" "}
      <a href={`/datasets/${request.train}`}>{trainName}</a>, {request.test
        ? (
          <>
            test data <a href={`/datasets/${request.test}`}>{testName}</a>
          </>
        )
        : `${Number(((request.split?.test ?? 0) * 100).toFixed(2))}% of it set aside for the test`}
      . Started <Time at={startedAt ?? createdAt} />
      {startedAt && finishedAt &&
        `, took ${formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}`}.
      {run.notes && <span class="run-notes under">{run.notes}</span>}
    </>
  );
}
