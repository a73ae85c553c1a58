import { formatNumber } from "../../lib/base/format.ts";
import type { FeatureContribution } from "../../lib/learning/features/input.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";

/** How many features the chart shows. */
const MOST = 10;

/** In a chart that is narrower, in CSS pixels, values are below their features. */
const NARROW = 480;

interface ContributionChartProps {
  contributions: FeatureContribution[];
  /** What a feature typically is, shown next to its value. */
  typical?: (feature: string) => string | number | null;
}

/** The features that moved a score most. */
export function ContributionChart({ contributions, typical }: ContributionChartProps) {
  const shown = contributions.slice(0, MOST);
  const shownValue = (each: string | number | null) =>
    typeof each === "number" ? formatNumber(each) : each ?? "missing";
  const value = (item: FeatureContribution) => {
    const usual = typical?.(item.feature) ?? null;
    const own = shownValue(item.value);
    return usual === null ? own : `${own} (typical ${shownValue(usual)})`;
  };
  const direction = (weight: number) =>
    weight > 0 ? "raised" : weight < 0 ? "lowered" : "no effect of";
  return (
    <ChartFigure
      title="Why this score"
      caption={contributions.length > MOST
        ? `The ${MOST} features that moved the score most. To the right: more anomalous.`
        : "The contribution of each feature to the score. To the right: more anomalous."}
      summary={shown.map((item) =>
        `${item.feature} = ${value(item)}: ${direction(item.weight)} ${
          formatNumber(Math.abs(item.weight))
        }.`
      ).join(" ")}
      height={90 + shown.length * 30}
      table={{
        head: ["Feature", "Value", ...(typical ? ["Typical"] : []), "Contribution to score"],
        rows: contributions.map((item) => [
          item.feature,
          shownValue(item.value),
          ...(typical ? [shownValue(typical(item.feature))] : []),
          formatNumber(item.weight),
        ]),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: shown.map((item) => `${item.feature} = ${value(item)}`),
          datasets: [{
            data: shown.map((item) => item.weight),
            backgroundColor: shown.map((item) => item.weight > 0 ? theme.attack : theme.normal),
          }],
        },
        options: {
          indexAxis: "y",
          scales: {
            x: {
              ...axis(theme, "Contribution to score"),
              ticks: {
                color: theme.muted,
                maxRotation: 0,
                maxTicksLimit: 6,
                callback: (value) => formatNumber(Number(Number(value).toPrecision(3))),
              },
            },
            y: {
              ticks: {
                color: theme.text,
                autoSkip: false,
                callback(_, index) {
                  const { feature } = shown[index];
                  const text = `${feature} = ${value(shown[index])}`;
                  return this.chart.width < NARROW ? [feature, `= ${value(shown[index])}`] : text;
                },
              },
              grid: { display: false },
            },
          },
          plugins: { legend: { display: false } },
        },
      })}
    />
  );
}
