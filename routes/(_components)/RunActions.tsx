import { ApiButton } from "../../islands/ApiButton.tsx";
import { EditRun } from "../../islands/EditRun.tsx";
import type { Run } from "../../lib/resources/run.ts";
import { ExportMenu } from "../../components/run/ExportMenu.tsx";

/** What can be done with a run. */
export function RunActions({ run }: { run: Run }) {
  const { id, name, notes, status, imported } = run;
  if (status === "queued" || status === "running") {
    return (
      <ApiButton
        label="Cancel run"
        icon="stop"
        tone="danger"
        method="POST"
        path={`/runs/${id}/cancel`}
        next={`/runs/${id}`}
      />
    );
  }
  return (
    <>
      {status === "done" ? <ExportMenu run={run} /> : (
        <ApiButton
          label="Rerun"
          icon="play"
          tone="primary"
          method="POST"
          path={`/runs/${id}/retry`}
          next="/runs/{id}"
        />
      )}
      {!imported && <a class="button" href={`/train?from=${id}`}>Edit and rerun</a>}
      <EditRun id={id} name={name} notes={notes ?? ""} />
      <ApiButton
        label="Delete"
        tone="danger"
        method="DELETE"
        path={`/runs/${id}`}
        next="/runs"
        confirm={{
          title: `Delete "${name}"?`,
          text: "The run, its models and its scores are removed from this server.",
        }}
      />
    </>
  );
}
