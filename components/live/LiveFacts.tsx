import {
  formatCount,
  formatDuration,
  formatNumber,
  formatPlural,
  formatShare,
} from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { Fact } from "../Fact.tsx";
import { Term } from "../Term.tsx";

/** What arrives now, in numbers. */
export function LiveFacts({ monitor }: { monitor: MonitorState }) {
  const { rate, flaggedShare, latency, totals, adaptive } = monitor;
  const ms = (value: number) => value < 1 ? "<1 ms" : formatDuration(value);
  const rejected = totals.rejected > 0 ? `, ${formatCount(totals.rejected)} not scored` : "";
  return (
    <dl class="facts">
      <Fact
        name="Rate"
        value={formatNumber(Number(rate.toPrecision(3)))}
        note="records per second"
      />
      <Fact
        name="Anomalies"
        value={flaggedShare === null ? "n/a" : formatShare(flaggedShare)}
        note="in the last minute"
      />
      <Fact
        name="Latency"
        value={latency ? ms(latency.p50) : "n/a"}
        note={latency ? `median; 99% within ${ms(latency.p99)}` : undefined}
      />
      <Fact
        name="Records"
        value={formatCount(totals.records)}
        note={`${formatPlural(totals.flagged, "anomaly", "anomalies")}${rejected}`}
      />
      <Fact
        name={<Term name="Adaptive threshold" />}
        value={adaptive?.value == null ? "n/a" : formatNumber(adaptive.value)}
        note={adaptive
          ? `${formatShare(adaptive.q)} quantile, reset ${formatPlural(adaptive.resets, "time")}`
          : "needs held-out records"}
      />
    </dl>
  );
}
