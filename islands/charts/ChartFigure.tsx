import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { Chart, ChartConfiguration, ChartOptions, Plugin } from "chart.js";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice } from "../../components/Notice.tsx";
import { ChartMark, type ChartPlace, type Mark } from "./ChartMark.tsx";
import { baseOptions } from "../../components/charts/options.ts";
import { SaveChart } from "./SaveChart.tsx";
import { type ChartTheme, readChartTheme, watchTheme } from "../../components/charts/theme.ts";

/** The numbers behind a chart, as text. */
export interface ChartTable {
  head: string[];
  rows: string[][];
}

interface ChartFigureProps {
  title: string;
  /** How to read the chart, in a sentence. */
  caption: string;
  /** What the chart shows, for readers who cannot see it. */
  summary: string;
  table: ChartTable;
  config: (theme: ChartTheme) => ChartConfiguration;
  size?: "tall" | "short";
  /** Height in CSS pixels, where it depends on the data. */
  height?: number;
  /** A place that moves over the chart without drawing it again. */
  mark?: ReadonlySignal<Mark | null>;
  /** Controls of the chart, under the title. */
  children?: ComponentChildren;
}

/** A chart with its title, its caption and its numbers. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, caption, summary, table, config, size, height, mark, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const library = useRef<typeof Chart | null>(null);
  const chart = useRef<Chart | null>(null);
  const draw = useRef(() => {});
  const failed = useSignal(false);
  const place = useSignal<ChartPlace | null>(null);

  draw.current = () => {
    if (!library.current || !canvas.current) return;
    const theme = readChartTheme();
    const { data, options, ...rest } = config(theme);
    const merged = withBase(baseOptions(theme), options);
    if (height) canvas.current.parentElement!.style.height = `${height}px`;
    if (chart.current) {
      chart.current.data = data;
      chart.current.options = merged;
      chart.current.update("none");
    } else {
      chart.current = new library.current(canvas.current, {
        ...rest,
        data,
        options: merged,
        plugins: mark && [placeReader((read) => place.value = read)],
      });
    }
  };

  useEffect(() => {
    const stop = watchTheme(() => draw.current());
    import("./chart_js.ts").then((loaded) => {
      library.current = loaded.Chart;
      draw.current();
    }, () => failed.value = true);
    return () => {
      stop();
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);
  useEffect(() => draw.current());

  return (
    <figure class="chart-figure">
      <h3>{title}</h3>
      <figcaption>{caption}</figcaption>
      {children}
      {failed.value
        ? (
          <Notice tone="warning">
            This chart could not be loaded. Its data is below.
          </Notice>
        )
        : (
          <div class={size ? `chart chart-${size}` : "chart"}>
            <canvas ref={canvas} role="img" aria-label={summary} />
            {mark && <ChartMark mark={mark} place={place} />}
          </div>
        )}
      {!failed.value && <SaveChart title={title} chart={() => chart.current} />}
      <details open={failed.value}>
        <summary>
          Show the numbers<span class="visually-hidden">: {title}</span>
        </summary>
        <div
          class="table-wrap scroll-y"
          role="region"
          aria-label={`Numbers: ${title}`}
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>{table.head.map((text) => <th key={text} scope="col">{text}</th>)}</tr>
            </thead>
            <tbody>
              {table.rows.map((cells, row) => (
                <tr key={row}>
                  {cells.map((cell, index) => (
                    <td key={index} class={index === 0 ? undefined : "number"}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Tells where values lie whenever the chart is laid out. */
function placeReader(onPlace: (place: ChartPlace) => void): Plugin {
  return {
    id: "placeReader",
    afterLayout({ chartArea, scales }) {
      const { left, right, top, bottom } = chartArea;
      onPlace({
        left,
        right,
        top,
        bottom,
        x: (value) => scales.x.getPixelForValue(value),
        y: (value) => scales.y.getPixelForValue(value),
      });
    },
  };
}

function withBase(base: ChartOptions, { plugins, ...options }: ChartOptions = {}): ChartOptions {
  const tooltip = { ...base.plugins?.tooltip, ...plugins?.tooltip };
  return { ...base, ...options, plugins: { ...base.plugins, ...plugins, tooltip } };
}
