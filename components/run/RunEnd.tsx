import type { Run } from "../../lib/resources/run.ts";
import { RunSettings } from "./RunSettings.tsx";
import { Notice } from "../Notice.tsx";

/** A run that has no results: what happened, and what was asked for. */
export function RunEnd({ run }: { run: Run }) {
  return (
    <div class="stack-large">
      <EndNotice run={run} />
      <div class="card">
        <RunSettings run={run} />
      </div>
    </div>
  );
}

function EndNotice({ run: { status, error } }: { run: Run }) {
  if (status === "failed") {
    return (
      <Notice tone="error">
        <p>
          <strong>This run failed.</strong> {error}
        </p>
        <p>
          Rerun it as it is, or <a href="/train">set up a new run</a>.
        </p>
      </Notice>
    );
  }
  if (status === "interrupted") {
    return (
      <Notice tone="warning">
        <p>
          <strong>The server stopped while this run was in progress.</strong>{" "}
          Nothing was kept. Rerun it with one click; its settings are saved.
        </p>
      </Notice>
    );
  }
  return (
    <Notice>
      <p>
        <strong>This run was cancelled.</strong> No models were kept.
      </p>
    </Notice>
  );
}
