import { formatMetric, formatShare } from "../../lib/base/format.ts";
import { downsample } from "../../lib/web/results/downsample.ts";
import type { ReadonlySignal } from "@preact/signals";
import { ChartFigure } from "./ChartFigure.tsx";
import type { Mark } from "./ChartMark.tsx";
import { axis, lineLegend } from "../../components/charts/options.ts";

/** A curve of one model in the unit square. */
export interface Curve {
  title: string;
  /** Area under the curve. */
  area: number | null;
  points: { x: number; y: number }[];
  /** Where the model's threshold lies on the curve. */
  operatingPoint: { x: number; y: number } | null;
  /** Named in the legend, but not drawn. */
  hidden?: boolean;
}

interface CurveChartProps {
  title: string;
  caption: string;
  xTitle: string;
  yTitle: string;
  curves: Curve[];
  /** What a detector that guesses would give: the two ends of a line. */
  chance: [{ x: number; y: number }, { x: number; y: number }];
  /** A point that moves over the curves. */
  mark?: ReadonlySignal<Mark | null>;
  /** Gets the place of a curve whose name in the legend is clicked; else it is hidden here. */
  onToggle?: (curve: number) => void;
}

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** Curves of several models over each other, such as ROC. */
export function CurveChart(
  { title, caption, xTitle, yTitle, curves, chance, mark, onToggle }: CurveChartProps,
) {
  const summary = curves.map((curve) => {
    const point = curve.operatingPoint;
    const at = point
      ? `, at its threshold ${formatShare(point.y)} ${yTitle.toLowerCase()} at ${
        formatShare(point.x)
      } ${xTitle.toLowerCase()}`
      : "";
    return `${curve.title}: area ${formatMetric(curve.area)}${at}.`;
  }).join(" ");

  return (
    <ChartFigure
      title={title}
      caption={caption}
      summary={`${title}. ${summary}`}
      size="tall"
      mark={mark}
      table={{
        head: ["Model", xTitle, yTitle],
        rows: curves.flatMap((curve) =>
          downsample(curve.points, 25).map((
            { x, y },
          ) => [curve.title, formatShare(x), formatShare(y)])
        ),
      }}
      config={(theme) => ({
        type: "scatter",
        data: {
          datasets: [
            ...curves.map((curve, index) => ({
              label: `${curve.title}, area ${formatMetric(curve.area)}`,
              data: curve.points,
              hidden: curve.hidden,
              showLine: true,
              pointRadius: 0,
              pointHitRadius: 6,
              borderWidth: 2.5,
              borderColor: theme.series[index % theme.series.length],
              backgroundColor: theme.series[index % theme.series.length],
              borderDash: DASHES[index % DASHES.length],
            })),
            ...curves.flatMap((curve, index) =>
              curve.operatingPoint
                ? [{
                  label: `${curve.title} at its threshold`,
                  data: [curve.operatingPoint],
                  hidden: curve.hidden,
                  pointRadius: 7,
                  clip: 8,
                  pointHoverRadius: 8,
                  pointBorderWidth: 2,
                  borderColor: theme.surface,
                  backgroundColor: theme.series[index % theme.series.length],
                  order: -1,
                }]
                : []
            ),
            {
              label: "Random classifier",
              data: chance,
              showLine: true,
              pointRadius: 0,
              pointHitRadius: 0,
              borderWidth: 1,
              borderDash: [3, 3],
              borderColor: theme.muted,
            },
          ],
        },
        options: {
          scales: {
            x: { ...axis(theme, xTitle), min: 0, max: 1 },
            y: { ...axis(theme, yTitle), min: 0, max: 1 },
          },
          plugins: {
            legend: {
              ...lineLegend(theme),
              ...(onToggle && {
                onClick: (_event, { datasetIndex }) => {
                  if (datasetIndex! < curves.length) onToggle(datasetIndex!);
                },
              }),
              labels: {
                ...lineLegend(theme).labels,
                filter: (item) => !item.text.endsWith("at its threshold"),
              },
            },
            tooltip: {
              callbacks: {
                label: ({ dataset, parsed }) =>
                  `${dataset.label?.split(", area")[0]}: ${xTitle} ${
                    formatShare(parsed.x ?? 0)
                  }, ${yTitle} ${formatShare(parsed.y ?? 0)}`,
              },
            },
          },
        },
      })}
    />
  );
}
