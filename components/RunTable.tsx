import { ReloadWhenDone } from "../islands/ReloadWhenDone.tsx";
import { formatMetric } from "../lib/browser/format.ts";
import type { Run } from "../lib/runs/types.ts";
import { detectorTitle } from "../lib/detectors/titles.ts";
import { ScrollTable } from "./ScrollTable.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Time } from "./Time.tsx";

/** Runs, newest first. */
export function RunTable({ runs }: { runs: Run[] }) {
  const active = runs.filter(({ status }) => status === "running" || status === "queued");
  return (
    <>
      <ReloadWhenDone events={active.map(({ id }) => `/api/v1/runs/${id}/events`)} />
      <ScrollTable label="Runs">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            <th scope="col">Detectors</th>
            <th scope="col">Training data</th>
            <th scope="col">Test data</th>
            <th scope="col" class="number">Best ROC-AUC</th>
            <th scope="col">Started</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row" class="name-cell">
                <a href={`/runs/${run.id}`}>{run.name}</a>
              </th>
              <td>
                <StatusBadge status={run.status} />
              </td>
              <td>{run.request.detectors.map(({ kind }) => detectorTitle(kind)).join(", ")}</td>
              <td class="name-cell">{run.trainName}</td>
              <td class="name-cell">{run.testName ?? "Split"}</td>
              <td class="number">{run.status === "done" ? formatMetric(bestRocAuc(run)) : ""}</td>
              <td>
                <Time at={run.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function bestRocAuc({ results }: Run): number | null {
  const values = results.flatMap(({ metrics }) => metrics.rocAuc ?? []);
  return values.length === 0 ? null : Math.max(...values);
}
