import { formatBytes, formatCount, formatPlural } from "../lib/base/format.ts";
import { findingTime, intervalWords } from "../lib/web/results/finding_times.ts";
import type { CaptureProfile } from "../lib/resources/capture_profile.ts";
import { axis } from "../components/charts/options.ts";
import { ChartFigure } from "./charts/ChartFigure.tsx";

/** Packets and bytes of a capture over time. */
export function CaptureTimeline({ times }: { times: CaptureProfile["times"] }) {
  const { from, interval, packets, bytes } = times;
  const start = Date.parse(from);
  const at = (index: number) => findingTime(start + index * interval * 1000, false);
  const each = intervalWords(interval * 1000);
  const most = packets.indexOf(Math.max(...packets));
  const total = packets.reduce((sum, count) => sum + count, 0);
  return (
    <ChartFigure
      title="Packets over time"
      caption={`Packets in each ${each}, and their bytes as a line. Times are in UTC.`}
      summary={`${formatPlural(total, "packet")} from ${at(0)} on; most, ${
        formatCount(packets[most])
      } with ${formatBytes(bytes[most])}, in the ${each} from ${at(most)} on.`}
      size="short"
      table={{
        head: ["From", "Packets", "Bytes"],
        rows: packets.flatMap((count, i) =>
          count > 0 ? [[at(i), formatCount(count), formatBytes(bytes[i])]] : []
        ),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: packets.map((_, i) => at(i)),
          datasets: [
            {
              type: "bar",
              label: "Packets",
              data: packets,
              backgroundColor: theme.series[0],
              minBarLength: 2,
            },
            {
              type: "line",
              label: "Bytes",
              data: bytes,
              yAxisID: "bytes",
              borderColor: theme.series[1],
              borderWidth: 1.5,
              pointRadius: 0,
            },
          ],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          scales: {
            x: {
              ...axis(theme, "Time (UTC)"),
              ticks: { color: theme.muted, maxRotation: 0, maxTicksLimit: 5 },
            },
            y: {
              ...axis(theme, "Packets"),
              beginAtZero: true,
              ticks: { color: theme.muted, precision: 0 },
            },
            bytes: {
              ...axis(theme, "Bytes"),
              position: "right",
              beginAtZero: true,
              grid: { drawOnChartArea: false },
              ticks: { color: theme.muted, callback: (value) => formatBytes(Number(value)) },
            },
          },
        },
      })}
    />
  );
}
