import type { Chart } from "chart.js";
import { chartCsv } from "../../lib/web/results/chart_csv.ts";
import { fileStem, saveFile } from "../../lib/web/save_file.ts";
import { Icon } from "../../components/Icon.tsx";
import { readChartTheme } from "../../components/charts/theme.ts";

interface SaveChartProps {
  title: string;
  /** The chart, once it is drawn. */
  chart: () => Chart | null;
}

/** Saves a chart as a picture or as its numbers. */
export function SaveChart({ title, chart }: SaveChartProps) {
  const save = (write: (drawn: Chart) => void) => () => {
    const drawn = chart();
    if (drawn) write(drawn);
  };
  return (
    <div class="save-chart">
      <button
        type="button"
        class="button button-small"
        onClick={save((drawn) => savePicture(title, drawn))}
      >
        <Icon name="download" /> PNG <span class="visually-hidden">picture of {title}</span>
      </button>
      <button
        type="button"
        class="button button-small"
        onClick={save((drawn) => saveNumbers(title, drawn))}
      >
        <Icon name="download" /> CSV <span class="visually-hidden">numbers of {title}</span>
      </button>
    </div>
  );
}

/** The chart on the page's background, with its title above. */
function savePicture(title: string, { canvas, width }: Chart): void {
  const theme = readChartTheme();
  const scale = canvas.width / width;
  const head = Math.round(36 * scale);
  const picture = document.createElement("canvas");
  picture.width = canvas.width;
  picture.height = canvas.height + head;
  const context = picture.getContext("2d")!;
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = theme.text;
  context.font = `600 ${16 * scale}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillText(title, 8 * scale, head / 2, picture.width - 16 * scale);
  context.drawImage(canvas, 0, head);
  picture.toBlob((content) => content && saveFile(`${fileStem(title)}.png`, content), "image/png");
}

function saveNumbers(title: string, { data, options }: Chart): void {
  const csv = chartCsv(data, axisTitle(options, "x"), axisTitle(options, "y"));
  saveFile(`${fileStem(title)}.csv`, new Blob([csv], { type: "text/csv" }));
}

function axisTitle({ scales }: Chart["options"], axis: string): string {
  const scale = scales?.[axis] as { title?: { text?: unknown } } | undefined;
  const text = scale?.title?.text;
  return typeof text === "string" && text !== "" ? text : axis;
}
