import { ApiButton } from "../../islands/ApiButton.tsx";
import type { Run } from "../../lib/runs/types.ts";
import { Icon } from "../Icon.tsx";

/** What can be done with a run. */
export function RunActions({ run: { id, name, status } }: { run: Run }) {
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
      {status === "done"
        ? (
          <a class="button" href={`/api/v1/runs/${id}/scores.csv`} download>
            <Icon name="download" /> Scores (CSV)
          </a>
        )
        : (
          <ApiButton
            label="Start again"
            icon="play"
            tone="primary"
            method="POST"
            path={`/runs/${id}/retry`}
            next="/runs/{id}"
          />
        )}
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
