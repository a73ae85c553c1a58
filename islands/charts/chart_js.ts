/**
 * Chart.js with the parts that the charts here use. Large: import it dynamically.
 *
 * @module
 */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from "chart.js";
import { shortened } from "../../lib/web/shortened.ts";
import annotation from "chartjs-plugin-annotation";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
  annotation,
);

/** Longer names would be cut off at both ends. */
const MOST_LEGEND_LETTERS = 48;

const { labels } = Chart.defaults.plugins.legend;
const named = labels.generateLabels;
labels.generateLabels = (chart) =>
  named(chart).map((item) => ({ ...item, text: shortened(item.text ?? "", MOST_LEGEND_LETTERS) }));

export { Chart };
