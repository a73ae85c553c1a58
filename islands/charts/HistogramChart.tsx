import type { ReadonlySignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { useAddress } from "../../lib/web/address.ts";
import { formatCount, formatNumber } from "../../lib/base/format.ts";
import { hasEqualRatios, positionOnEdges } from "../../lib/web/results/histogram.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import type { Mark } from "./ChartMark.tsx";
import { axis, markLine, powerOfTenTick } from "../../components/charts/options.ts";
import { stripes, withAlpha } from "../../components/charts/theme.ts";

interface HistogramChartProps {
  title: string;
  caption: string;
  histogram: ModelCurves["histogram"];
  threshold: number;
  /** Without labels all rows are counted as one. */
  labelled: boolean;
  /** The score of one record, marked too. */
  score?: number;
  /** A threshold that moves over the bars, placed by `positionOnEdges`. */
  mark?: ReadonlySignal<Mark | null>;
}

/** How the scores of the test rows are spread, with the threshold. */
export function HistogramChart(
  { title, caption, histogram, threshold, labelled, score, mark }: HistogramChartProps,
) {
  const scale = useAddress("scale", "logarithmic");
  const log = scale.value !== "linear";
  const id = useId();
  const { edges, normal, attack } = histogram;
  const bins = normal.length;
  const cut = positionOnEdges(edges, threshold);
  const above = (counts: number[]) =>
    counts.slice(Math.ceil(cut)).reduce((sum, count) => sum + count, 0);
  const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
  const bin = (index: number) =>
    `${formatNumber(edges[index])} ${
      index === bins - 1 ? "and more" : `to ${formatNumber(edges[index + 1])}`
    }`;
  const describe = (name: string, counts: number[]) =>
    `${name}: ${formatCount(total(counts))} records, about ${
      formatCount(above(counts))
    } of them above the threshold.`;
  const normalName = labelled ? "Normal" : "All records";

  return (
    <ChartFigure
      title={title}
      caption={caption}
      mark={mark}
      summary={`Histogram of scores from ${formatNumber(edges[0])} to ${
        formatNumber(edges[bins])
      } with the threshold at ${formatNumber(threshold)}. ${describe(normalName, normal)} ${
        labelled ? describe("Attacks", attack) : ""
      }${score === undefined ? "" : ` This record scores ${formatNumber(score)}.`}`}
      table={{
        head: labelled ? ["Score", "Normal", "Attack"] : ["Score", "Records"],
        rows: normal.map((count, index) => [
          bin(index),
          formatCount(count),
          ...(labelled ? [formatCount(attack[index])] : []),
        ]),
      }}
      config={(theme) => {
        const bars = (
          label: string,
          counts: number[],
          fill: CanvasPattern | string,
        ) => ({
          label,
          data: counts.map((y, index) => ({ x: index + 0.5, y })),
          backgroundColor: fill,
          grouped: false,
          barPercentage: 1,
          categoryPercentage: 1,
        });
        return {
          type: "bar",
          data: {
            datasets: [
              bars(normalName, normal, withAlpha(theme.normal, 0.6)),
              ...(labelled ? [bars("Attack", attack, stripes(theme.attack))] : []),
            ],
          },
          options: {
            scales: {
              x: {
                ...axis(
                  theme,
                  hasEqualRatios(edges) ? "Anomaly score (logarithmic)" : "Anomaly score",
                ),
                type: "linear",
                min: 0,
                max: bins,
                offset: false,
                ticks: {
                  color: theme.muted,
                  maxTicksLimit: 9,
                  maxRotation: 0,
                  callback: (value) =>
                    formatNumber(Number(edges[Math.round(Number(value))]?.toPrecision(3))),
                },
              },
              y: {
                ...axis(theme, log ? "Records (logarithmic)" : "Records"),
                type: log ? "logarithmic" : "linear",
                ...(log ? { min: 0.7 } : { beginAtZero: true }),
                ticks: {
                  color: theme.muted,
                  callback: log ? powerOfTenTick : (value) => formatCount(Number(value)),
                },
              },
            },
            plugins: {
              annotation: {
                annotations: {
                  threshold: markLine(
                    theme,
                    "x",
                    cut,
                    `Threshold ${formatNumber(threshold)}`,
                    { position: "start" },
                  ),
                  ...(score === undefined ? {} : {
                    score: markLine(
                      theme,
                      "x",
                      positionOnEdges(edges, score),
                      `This record ${formatNumber(score)}${
                        score > edges[bins] ? " (off the scale)" : ""
                      }`,
                      {
                        dashed: false,
                        position: "center",
                      },
                    ),
                  }),
                },
              },
              tooltip: {
                callbacks: {
                  title: ([item]) => `Score ${bin(item.dataIndex)}`,
                  label: ({ dataset, parsed }) => `${dataset.label}: ${formatCount(parsed.y ?? 0)}`,
                },
              },
            },
          },
        };
      }}
    >
      <div class="choice small">
        <input
          type="checkbox"
          id={id}
          checked={log}
          onChange={(event) => scale.value = event.currentTarget.checked ? "logarithmic" : "linear"}
        />
        <label for={id}>Logarithmic counts, to see small groups</label>
      </div>
    </ChartFigure>
  );
}
