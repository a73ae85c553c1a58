import { ApiButton } from "../../islands/ApiButton.tsx";
import { EditRun } from "../../islands/EditRun.tsx";
import type { Run } from "../../lib/resources/run.ts";

interface RunRowActionsProps {
  run: Run;
  /** Address of the list, to return to. */
  here: string;
}

/** What can be done with a run in the history. */
export function RunRowActions({ run, here }: RunRowActionsProps) {
  const { id, name, notes, status, imported } = run;
  return (
    <div class="row-actions">
      {!imported && (
        <a class="button button-small" href={`/train?from=${id}`}>
          Edit and rerun<span class="visually-hidden">: {name}</span>
        </a>
      )}
      <EditRun id={id} name={name} notes={notes ?? ""} small />
      {status === "queued" || status === "running"
        ? (
          <ApiButton
            label="Cancel"
            tone="danger"
            small
            method="POST"
            path={`/runs/${id}/cancel`}
            next={here}
          />
        )
        : (
          <ApiButton
            label="Delete"
            tone="danger"
            small
            method="DELETE"
            path={`/runs/${id}`}
            next={here}
            confirm={{
              title: `Delete "${name}"?`,
              text: "The run, its models and its scores are removed from this server.",
            }}
          />
        )}
    </div>
  );
}
