import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { RunResult } from "../../lib/resources/run.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis, powerOfTenTick } from "../../components/charts/options.ts";
import { withAlpha } from "../../components/charts/theme.ts";

/** For each label, how many rows there are and how many were flagged. */
export function ClassChart({ perClass }: { perClass: RunResult["perClass"] }) {
  const name = (label: string, attack: boolean) => attack ? label : `${label} (normal)`;
  return (
    <ChartFigure
      title="Actual vs predicted, by label"
      caption="Records of each label and how many of them were flagged. For attacks long solid bars are good, for normal traffic they are false alarms. The axis is logarithmic."
      summary={perClass.map(({ label, attack, rows, flagged }) =>
        `${name(label, attack)}: ${formatCount(flagged)} of ${formatCount(rows)} flagged.`
      ).join(" ")}
      height={100 + perClass.length * 30}
      table={{
        head: ["Label", "Kind", "Records", "Flagged", "Share flagged"],
        rows: perClass.map(({ label, attack, rows, flagged }) => [
          label,
          attack ? "Attack" : "Normal",
          formatCount(rows),
          formatCount(flagged),
          formatShare(rows === 0 ? 0 : flagged / rows),
        ]),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: perClass.map(({ label, attack }) => name(label, attack)),
          datasets: [
            {
              label: "Records",
              data: perClass.map(({ rows }) => rows),
              backgroundColor: withAlpha(theme.muted, 0.25),
              borderColor: theme.muted,
              borderWidth: 1,
            },
            {
              label: "Flagged",
              data: perClass.map(({ flagged }) => flagged),
              backgroundColor: theme.attack,
            },
          ],
        },
        options: {
          indexAxis: "y",
          interaction: { mode: "index", axis: "y", intersect: false },
          scales: {
            x: {
              ...axis(theme, "Records (logarithmic)"),
              type: "logarithmic",
              min: 0.7,
              ticks: { color: theme.muted, maxRotation: 0, callback: powerOfTenTick },
            },
            y: {
              ticks: { color: theme.text, autoSkip: false },
              grid: { display: false },
            },
          },
        },
      })}
    />
  );
}
