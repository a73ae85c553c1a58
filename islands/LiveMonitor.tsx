import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { DriftPanel } from "../components/live/DriftPanel.tsx";
import { LiveAlerts } from "./live/LiveAlerts.tsx";
import { NowSection } from "./live/NowSection.tsx";
import { RangeField } from "./live/RangeField.tsx";
import { RateChart } from "./live/RateChart.tsx";
import { ReplayControls } from "./live/ReplayControls.tsx";
import { ScoreChart } from "./live/ScoreChart.tsx";
import { SendRecords } from "../components/live/SendRecords.tsx";
import { SeverityLanes } from "./live/SeverityLanes.tsx";
import { Notice } from "../components/Notice.tsx";
import { AlertAnnouncer } from "../lib/web/live/announce_alerts.ts";
import { callApi } from "../lib/web/api.ts";
import { followLive } from "../lib/web/live/live_events.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import { FIRST_RANGE, type LiveRange } from "../lib/monitoring/monitor/live_range.ts";
import { errorMessage } from "../lib/web/problem.ts";
import type { ReplayDataset } from "../lib/monitoring/replay/replay_dataset.ts";
import type { Alert } from "../lib/resources/alert.ts";
import type { LiveState } from "../lib/monitoring/live_state.ts";

interface LiveMonitorProps {
  initial: JsonText<LiveState>;
  /** Datasets that the model can score. */
  datasets: ReplayDataset[];
  /** The dataset to replay unless another is chosen. */
  firstDataset: string | null;
  /** A record that the model takes. */
  example: JsonText<Record<string, string | number>>;
  origin: string;
}

/** Live verdicts of a model on the records that arrive. */
export function LiveMonitor(props: LiveMonitorProps) {
  const { initial, datasets, firstDataset, example, origin } = props;
  const state = useSignal(useMemo(() => fromJsonText(initial), []));
  const paused = useSignal(false);
  const range = useSignal<LiveRange>(FIRST_RANGE);
  const connected = useSignal(true);
  const announcement = useSignal("");
  const error = useSignal<string | null>(null);
  const announcer = useRef(new AlertAnnouncer());
  const { model, monitor, alerts, replay } = state.value;

  useEffect(() => {
    if (paused.value) return;
    return followLive(model, range.value, {
      onState: (next) => {
        state.value = next;
        announcement.value = announcer.current.next(next.alerts, Date.now()) ?? announcement.value;
      },
      onConnection: (up) => connected.value = up,
    });
  }, [model, paused.value, range.value]);

  const change = (alert: Alert) => {
    const changed = alerts.map((each) => each.id === alert.id ? alert : each);
    state.value = { ...state.value, alerts: changed };
  };

  async function chooseLanes(lanes: string): Promise<void> {
    error.value = null;
    try {
      state.value = await callApi<LiveState>("PATCH", `/live/${model}?range=${range.value}`, {
        lanes,
      });
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
  }

  const controls = firstDataset !== null && (
    <ReplayControls
      model={model}
      datasets={datasets}
      first={firstDataset}
      replay={replay}
      onReplay={(started) => {
        paused.value = false;
        state.value = { ...state.value, replay: started };
      }}
    />
  );
  return (
    <div class="stack-large">
      <p class="visually-hidden" role="status">{announcement.value}</p>
      {!connected.value && (
        <Notice tone="warning" live>
          Connection to the server lost; reconnecting…
        </Notice>
      )}
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
      {monitor === null
        ? (
          <section class="card stack live-empty" aria-labelledby="empty-title">
            <h2 id="empty-title">No records yet</h2>
            <p class="muted">
              Send records to the model, or replay a stored dataset as live traffic.
            </p>
            <SendRecords model={model} example={example} origin={origin} />
          </section>
        )
        : <NowSection monitor={monitor} paused={paused} />}
      {monitor === null && controls}
      {monitor && (
        <>
          <RangeField clock={monitor.clock} range={range} paused={paused} />
          <div class="grid-2">
            <div class="card">
              <ScoreChart monitor={monitor} range={range.value} />
            </div>
            <div class="card">
              <RateChart monitor={monitor} range={range.value} />
            </div>
          </div>
          {monitor.lanes && (
            <SeverityLanes
              lanes={monitor.lanes}
              range={range.value}
              columns={monitor.columns}
              onColumn={chooseLanes}
            />
          )}
        </>
      )}
      {(monitor || alerts.length > 0) && (
        <div class="live-columns">
          <LiveAlerts alerts={alerts} onChange={change} />
          {monitor && (
            <div class="stack-large">
              <DriftPanel monitor={monitor} />
              {controls}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
