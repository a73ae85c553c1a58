import type { ChartConfiguration } from "chart.js";
import { axis, markLine, powerOfTenTick } from "../../components/charts/options.ts";
import { type ChartTheme, stripes, withAlpha } from "../../components/charts/theme.ts";
import { formatCount, formatNumber } from "../../lib/base/format.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";
import { hasEqualRatios, positionOnEdges } from "../../lib/web/results/histogram.ts";

/** A histogram of scores with what is marked on it. */
export interface ScoreHistogram {
  histogram: ModelCurves["histogram"];
  threshold: number;
  /** Without labels all rows are counted as one. */
  labelled: boolean;
  /** The score of one record, marked too. */
  score?: number;
}

/** The range of scores of a bin, in words. */
export function binRange({ edges, normal }: ScoreHistogram["histogram"], index: number): string {
  const end = index === normal.length - 1 ? "and more" : `to ${formatNumber(edges[index + 1])}`;
  return `${formatNumber(edges[index])} ${end}`;
}

/** What bars of normal records are called. */
export function normalName(labelled: boolean): string {
  return labelled ? "Normal" : "All records";
}

/** Bars of normal records and striped bars of attacks, with a line at the threshold. */
export function histogramConfig(
  theme: ChartTheme,
  { histogram, threshold, labelled, score, isLogarithmic }: ScoreHistogram & {
    /** Of the counts. */
    isLogarithmic: boolean;
  },
): ChartConfiguration {
  const { edges, normal, attack } = histogram;
  const bars = (label: string, counts: number[], fill: CanvasPattern | string) => ({
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
        bars(normalName(labelled), normal, withAlpha(theme.normal, 0.6)),
        ...(labelled ? [bars("Attack", attack, stripes(theme.attack))] : []),
      ],
    },
    options: {
      scales: { x: scoreAxis(theme, edges), y: countAxis(theme, isLogarithmic) },
      plugins: {
        annotation: {
          annotations: {
            threshold: markLine(
              theme,
              "x",
              positionOnEdges(edges, threshold),
              `Threshold ${formatNumber(threshold)}`,
              { position: "start" },
            ),
            ...(score === undefined ? {} : { score: scoreLine(theme, edges, score) }),
          },
        },
        tooltip: {
          callbacks: {
            title: ([item]) => `Score ${binRange(histogram, item.dataIndex)}`,
            label: ({ dataset, parsed }) => `${dataset.label}: ${formatCount(parsed.y ?? 0)}`,
          },
        },
      },
    },
  };
}

/** An axis in bins, whose ticks are the scores at their edges. */
function scoreAxis(theme: ChartTheme, edges: number[]) {
  return {
    ...axis(theme, hasEqualRatios(edges) ? "Anomaly score (logarithmic)" : "Anomaly score"),
    type: "linear" as const,
    min: 0,
    max: edges.length - 1,
    offset: false,
    ticks: {
      color: theme.muted,
      maxTicksLimit: 9,
      maxRotation: 0,
      callback: (value: string | number) =>
        formatNumber(Number(edges[Math.round(Number(value))]?.toPrecision(3))),
    },
  };
}

function countAxis(theme: ChartTheme, isLogarithmic: boolean) {
  return {
    ...axis(theme, isLogarithmic ? "Records (logarithmic)" : "Records"),
    type: isLogarithmic ? "logarithmic" as const : "linear" as const,
    ...(isLogarithmic ? { min: 0.7 } : { beginAtZero: true }),
    ticks: {
      color: theme.muted,
      callback: isLogarithmic
        ? powerOfTenTick
        : (value: string | number) => formatCount(Number(value)),
    },
  };
}

function scoreLine(theme: ChartTheme, edges: number[], score: number) {
  const note = score > edges.at(-1)! ? " (off the scale)" : "";
  return markLine(
    theme,
    "x",
    positionOnEdges(edges, score),
    `This record ${formatNumber(score)}${note}`,
    { dashed: false, position: "center" },
  );
}
