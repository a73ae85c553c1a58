import { Chart, type ChartConfiguration } from "chart.js";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { baseOptions, registerCharts } from "./options.ts";
import { type ChartTheme, readChartTheme, watchTheme } from "./theme.ts";

/** The numbers behind a chart, as text. */
export interface ChartTable {
  head: string[];
  rows: string[][];
}

interface ChartFigureProps {
  title: string;
  /** How to read the chart, in a sentence. */
  caption: string;
  /** What the chart shows, for those who do not see it. */
  summary: string;
  table: ChartTable;
  config: (theme: ChartTheme) => ChartConfiguration;
  size?: "tall" | "short";
  /** Height in CSS pixels, where it depends on the data. */
  height?: number;
  /** Controls of the chart, under the title. */
  children?: ComponentChildren;
}

/** A chart with its title, its caption and its numbers. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, caption, summary, table, config, size, height, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);
  const draw = useRef(() => {});

  draw.current = () => {
    const theme = readChartTheme();
    const { data, options, ...rest } = config(theme);
    const base = baseOptions(theme);
    const merged = { ...base, ...options, plugins: { ...base.plugins, ...options?.plugins } };
    if (height) canvas.current!.parentElement!.style.height = `${height}px`;
    if (chart.current) {
      chart.current.data = data;
      chart.current.options = merged;
      chart.current.update("none");
    } else {
      chart.current = new Chart(canvas.current!, { ...rest, data, options: merged });
    }
  };

  useEffect(() => {
    registerCharts();
    const stop = watchTheme(() => draw.current());
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
      <div class={size ? `chart chart-${size}` : "chart"}>
        <canvas ref={canvas} role="img" aria-label={summary} />
      </div>
      <details>
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
