import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import type { DetectionProgress } from "../lib/resources/detection.ts";
import type { RunStatus } from "../lib/resources/run.ts";
import { followEvents } from "../lib/web/events.ts";
import { describeTimeLeft } from "../lib/web/time_left.ts";

interface DetectionMonitorProps {
  id: string;
  progress: DetectionProgress | null;
}

/** A detection in progress. Reloads the page when it has ended. */
export function DetectionMonitor({ id, progress }: DetectionMonitorProps) {
  const latest = useSignal(progress);
  const isConnected = useSignal(true);

  useEffect(() =>
    followEvents<DetectionProgress, RunStatus>(`/api/v1/detections/${id}/events`, {
      onProgress: (event) => latest.value = event.progress,
      onConnection: (up) => isConnected.value = up,
      onDone: () => location.reload(),
    }), [id]);

  const now = latest.value;
  return (
    <section class="card stack" aria-labelledby="progress-title">
      <h2 id="progress-title">Progress</h2>
      <ProgressBar
        label={now?.phase ?? "Starting"}
        fraction={now?.fraction ?? 0}
        note={describeTimeLeft(now?.etaSeconds)}
      />
      <p class="muted">
        Netsift learns what is usual, scores every record and checks how hosts behave. You can leave
        this page.
      </p>
      {!isConnected.value && (
        <Notice tone="warning" live>
          Connection to the server lost. The detection continues; reconnecting…
        </Notice>
      )}
    </section>
  );
}
