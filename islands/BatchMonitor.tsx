import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import type { BatchProgress } from "../lib/resources/batch.ts";
import { followEvents } from "../lib/web/events.ts";
import { formatPlural } from "../lib/base/format.ts";
import { describeTimeLeft } from "../lib/web/time_left.ts";
import type { RunStatus } from "../lib/resources/run.ts";

interface BatchMonitorProps {
  id: string;
  progress: BatchProgress | null;
}

/** A batch in progress. Reloads the page when it has ended. */
export function BatchMonitor({ id, progress }: BatchMonitorProps) {
  const latest = useSignal(progress);
  const connected = useSignal(true);

  useEffect(() =>
    followEvents<BatchProgress, RunStatus>(`/api/v1/batches/${id}/events`, {
      onProgress: (event) => latest.value = event.progress,
      onConnection: (up) => connected.value = up,
      onDone: () => location.reload(),
    }), [id]);

  const now = latest.value;
  return (
    <section class="card stack" aria-labelledby="progress-title">
      <h2 class="visually-hidden" id="progress-title">Progress</h2>
      <ProgressBar
        label={now?.phase ?? "Starting"}
        fraction={now?.fraction ?? 0}
        note={describeTimeLeft(now?.etaSeconds)}
      />
      {now?.rows !== undefined && <p class="muted">{formatPlural(now.rows, "row")} scored</p>}
      {!connected.value && (
        <Notice tone="warning" live>
          Connection to the server lost. The batch continues; reconnecting…
        </Notice>
      )}
    </section>
  );
}
