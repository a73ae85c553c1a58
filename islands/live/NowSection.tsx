import type { Signal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../../components/Icon.tsx";
import { LiveFacts } from "../../components/live/LiveFacts.tsx";
import { Notice } from "../../components/Notice.tsx";
import { formatCount } from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";

interface NowSectionProps {
  monitor: MonitorState;
  /** Whether the page no longer follows the traffic. */
  paused: Signal<boolean>;
}

/** What arrives now, and the button that stops the page from following it. */
export function NowSection({ monitor, paused }: NowSectionProps) {
  const { totals, warnings } = monitor;
  return (
    <section class="card stack" aria-labelledby="now-title">
      <div class="row-between">
        <h2 id="now-title">Now</h2>
        <button
          type="button"
          class="button button-toggle"
          disabled={!IS_BROWSER}
          aria-pressed={paused.value}
          onClick={() => paused.value = !paused.value}
        >
          <Icon name={paused.value ? "play" : "pause"} /> Pause the page
        </button>
      </div>
      <LiveFacts monitor={monitor} />
      {totals.missedBatches > 0 && (
        <Notice tone="warning">
          Records arrived faster than this page can count: {formatCount(totals.missedBatches)}{" "}
          batches were scored but are not shown here.
        </Notice>
      )}
      {warnings.map((warning) => <Notice key={warning} tone="warning">{warning}</Notice>)}
    </section>
  );
}
