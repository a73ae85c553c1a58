import type { ReadonlySignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { formatCount, formatNumber } from "../../lib/base/format.ts";
import { useAddress } from "../../lib/web/address.ts";
import { positionOnEdges } from "../../lib/web/results/histogram.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import { ChartFigure } from "./ChartFigure.tsx";
import type { Mark } from "./ChartMark.tsx";
import { binRange, histogramConfig, normalName, type ScoreHistogram } from "./histogram_config.ts";

interface HistogramChartProps extends ScoreHistogram {
  title: string;
  caption: string;
  /** A threshold that moves over the bars, placed by `positionOnEdges`. */
  mark?: ReadonlySignal<Mark | null>;
}

/** How the scores of the test rows are spread, with the threshold. */
export function HistogramChart({ title, caption, mark, ...shown }: HistogramChartProps) {
  const scale = useAddress("scale", "logarithmic");
  const isLogarithmic = scale.value !== "linear";
  const id = useId();
  const { histogram, labelled } = shown;
  const { normal, attack } = histogram;
  return (
    <ChartFigure
      title={title}
      caption={caption}
      mark={mark}
      summary={describe(shown)}
      table={{
        head: labelled ? ["Score", "Normal", "Attack"] : ["Score", "Records"],
        rows: normal.map((count, index) => [
          binRange(histogram, index),
          formatCount(count),
          ...(labelled ? [formatCount(attack[index])] : []),
        ]),
      }}
      config={(theme) => histogramConfig(theme, { ...shown, isLogarithmic })}
    >
      <Checkbox
        id={id}
        label="Logarithmic counts, to see small groups"
        small
        checked={isLogarithmic}
        onChange={(checked) => scale.value = checked ? "logarithmic" : "linear"}
      />
    </ChartFigure>
  );
}

function describe({ histogram, threshold, labelled, score }: ScoreHistogram): string {
  const { edges, normal, attack } = histogram;
  const first = Math.ceil(positionOnEdges(edges, threshold));
  const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
  const count = (name: string, counts: number[]) =>
    `${name}: ${formatCount(total(counts))} records, about ${
      formatCount(total(counts.slice(first)))
    } of them above the threshold.`;
  return [
    `Histogram of scores from ${formatNumber(edges[0])} to ${formatNumber(edges.at(-1)!)} with the`,
    `threshold at ${formatNumber(threshold)}.`,
    count(normalName(labelled), normal),
    ...(labelled ? [count("Attacks", attack)] : []),
    ...(score === undefined ? [] : [`This record scores ${formatNumber(score)}.`]),
  ].join(" ");
}
