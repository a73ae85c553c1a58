import type { ComponentChildren } from "preact";
import { ReloadWhenDone } from "../../islands/ReloadWhenDone.tsx";
import type { Run } from "../../lib/resources/run.ts";
import { ModelBars } from "../../components/run/ModelBars.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";

interface RunTableProps {
  runs: Run[];
  /** What can be done with a run. */
  actions?: (run: Run) => ComponentChildren;
}

/** Runs, newest first. */
export function RunTable({ runs, actions }: RunTableProps) {
  const active = runs.filter(({ status }) => status === "running" || status === "queued");
  return (
    <>
      <ReloadWhenDone events={active.map(({ id }) => `/api/v1/runs/${id}/events`)} />
      <ScrollTable label="Runs">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            <th scope="col">Models with ROC-AUC (bars start at 0.5)</th>
            <th scope="col">Data</th>
            <th scope="col">Started</th>
            {actions && (
              <th scope="col">
                <span class="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row" class="name-cell run-name">
                <a href={`/runs/${run.id}`}>{run.name}</a>
                {run.notes && <p class="run-notes">{run.notes}</p>}
              </th>
              <td>
                <StatusBadge status={run.status} />
                {run.imported && <p class="under muted small">Imported</p>}
              </td>
              <td>
                <ModelBars run={run} />
              </td>
              <td class="name-cell">
                {run.trainName}
                <p class="under muted small">{run.testName ? `Test: ${run.testName}` : "Split"}</p>
              </td>
              <td>
                <Time at={run.createdAt} />
              </td>
              {actions && <td>{actions(run)}</td>}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
