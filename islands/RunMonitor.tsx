import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LossChart } from "./charts/LossChart.tsx";
import { modelTitles } from "../lib/detectors/titles.ts";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { RunSteps } from "../components/run/RunSteps.tsx";
import { followEvents, type MetricEvent } from "../lib/web/events.ts";
import { formatCount } from "../lib/base/format.ts";
import { withEpoch } from "../lib/web/results/losses.ts";
import { describeTimeLeft } from "../lib/web/time_left.ts";
import type { DetectorKind } from "../lib/detectors/detector.ts";
import type { DetectorLosses, RunProgress, RunStatus } from "../lib/resources/run.ts";

interface RunMonitorProps {
  id: string;
  kinds: DetectorKind[];
  status: RunStatus;
  progress: RunProgress | null;
}

/** A run in progress: phase, time left, loss. Reloads the page when the run has ended. */
export function RunMonitor({ id, kinds, status, progress }: RunMonitorProps) {
  const latest = useSignal({ status, progress });
  const losses = useSignal<DetectorLosses[]>(progress?.losses ?? []);
  const epoch = useSignal<MetricEvent | null>(null);
  const connected = useSignal(true);

  useEffect(() => {
    // Epochs may end faster than a screen can show them; they are drawn together.
    let waiting: MetricEvent[] = [];
    let frame: number | null = null;
    const show = () => {
      losses.value = waiting.reduce<DetectorLosses[]>(withEpoch, losses.value);
      epoch.value = waiting.at(-1) ?? epoch.value;
      waiting = [];
      frame = null;
    };
    const stop = followEvents<RunProgress, RunStatus>(`/api/v1/runs/${id}/events`, {
      onProgress: (event) => latest.value = event,
      onMetric: (event) => {
        waiting.push(event);
        frame ??= requestAnimationFrame(show);
      },
      onConnection: (up) => connected.value = up,
      onDone: () => location.reload(),
    });
    return () => {
      stop();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [id]);

  const now = latest.value.progress;
  const titles = modelTitles(kinds);
  const isQueued = latest.value.status === "queued";
  return (
    <div class="stack">
      <section class="card stack" aria-labelledby="progress-title">
        <h2 class="visually-hidden" id="progress-title">Progress</h2>
        <ProgressBar
          label={isQueued ? "Waiting for the previous run" : now?.phase ?? "Starting"}
          fraction={now?.fraction ?? 0}
          note={isQueued ? undefined : describeTimeLeft(now?.etaSeconds)}
        />
        <RunSteps titles={titles} current={now?.detector} />
        {epoch.value && epoch.value.detector === now?.detector && (
          <p class="muted">
            Epoch {formatCount(epoch.value.epoch)} of at most {formatCount(epoch.value.epochs)}
          </p>
        )}
        {!connected.value && (
          <Notice tone="warning" live>
            Connection to the server lost. The run continues; reconnecting…
          </Notice>
        )}
      </section>
      {losses.value.length > 0 && (
        <div class="grid-2">
          {losses.value.map(({ detector, train, validation }) => (
            <section class="card" key={detector} aria-label={`Loss of ${titles[detector]}`}>
              <LossChart
                title={`Loss so far: ${titles[detector]}`}
                train={train}
                validation={validation}
                short
              />
            </section>
          ))}
        </div>
      )}
    </div>
  );
}
