import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LossChart } from "../components/charts/LossChart.tsx";
import { detectorTitle } from "../components/detector_title.ts";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { RunSteps } from "../components/run/RunSteps.tsx";
import { followEvents, type MetricEvent } from "../lib/browser/events.ts";
import { formatCount } from "../lib/browser/format.ts";
import { describeTimeLeft } from "../lib/browser/time_left.ts";
import type { DetectorKind } from "../lib/detectors/detector.ts";
import type { RunProgress, RunStatus } from "../lib/runs/types.ts";

interface RunMonitorProps {
  id: string;
  kinds: DetectorKind[];
  status: RunStatus;
  progress: RunProgress | null;
}

/** A run under way: phase, time left, loss. Opens the page anew when the run has ended. */
export function RunMonitor({ id, kinds, status, progress }: RunMonitorProps) {
  const latest = useSignal({ status, progress });
  const metrics = useSignal<MetricEvent[]>([]);
  const connected = useSignal(true);

  useEffect(() =>
    followEvents<RunProgress, RunStatus>(`/api/v1/runs/${id}/events`, {
      onProgress: (event) => latest.value = event,
      onMetric: (event) => {
        const others = metrics.value.filter(({ kind, epoch }) =>
          kind !== event.kind || epoch !== event.epoch
        );
        metrics.value = [...others, event];
      },
      onConnection: (up) => connected.value = up,
      onDone: () => location.reload(),
    }), [id]);

  const now = latest.value.progress;
  const epoch = metrics.value.findLast(({ kind }) => kind === now?.kind);
  const trained = [...new Set(metrics.value.map(({ kind }) => kind))];
  return (
    <div class="stack">
      <section class="card stack" aria-labelledby="progress-title">
        <h2 class="visually-hidden" id="progress-title">Progress</h2>
        <ProgressBar
          label={latest.value.status === "queued"
            ? "Waiting for the run before it"
            : now?.phase ?? "Starting"}
          fraction={now?.fraction ?? 0}
          note={latest.value.status === "queued" ? undefined : describeTimeLeft(now?.etaSeconds)}
        />
        <RunSteps kinds={kinds} current={now?.kind} />
        {epoch && (
          <p class="muted">
            Epoch {formatCount(epoch.epoch)} of at most {formatCount(epoch.epochs)}
          </p>
        )}
        {!connected.value && (
          <Notice tone="warning" live>
            The connection to the server is lost. The run goes on; trying to connect again.
          </Notice>
        )}
      </section>
      {trained.map((kind) => {
        const epochs = metrics.value.filter((metric) => metric.kind === kind)
          .sort((a, b) => a.epoch - b.epoch);
        return (
          <section class="card" key={kind} aria-label={`Loss of ${kind}`}>
            <LossChart
              title={`Loss so far: ${detectorTitle(kind as DetectorKind)}`}
              train={epochs.map(({ loss }) => loss)}
              validation={epochs.flatMap(({ validationLoss }) => validationLoss ?? [])}
              short
            />
          </section>
        );
      })}
    </div>
  );
}
