import type { ChartConfiguration } from "chart.js";
import { axis } from "../../components/charts/options.ts";
import { type ChartTheme, withAlpha } from "../../components/charts/theme.ts";
import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { ProjectionRequest } from "../../lib/explain/projection/types.ts";
import type { PointGroup, ProjectionPoints } from "../../lib/web/results/projection_points.ts";
import { lookOf } from "./looks.ts";

/** What the chart of a projection draws. */
interface DrawnProjection {
  request: ProjectionRequest;
  points: ProjectionPoints;
  groups: PointGroup[];
  /** The point that is selected. */
  selected: number | null;
  /** The lines of a point's tooltip. */
  describe: (point: number) => string[];
  onSelect: (point: number) => void;
}

/** Points in groups, each with its look, and a ring around the one that is selected. */
export function projectionConfig(
  theme: ChartTheme,
  { request, points, groups, selected, describe, onSelect }: DrawnProjection,
): ChartConfiguration {
  const at = (point: number) => ({ x: points.x[point], y: points.y[point] });
  return {
    type: "scatter",
    data: {
      datasets: [
        ...groups.map((group) => {
          const { colour, shape, radius } = lookOf(group, theme);
          return {
            label: `${group.title} (${formatCount(group.members.length)})`,
            data: group.members.map(at),
            pointStyle: shape,
            pointRadius: radius,
            pointHoverRadius: radius + 3,
            pointHitRadius: 4,
            pointBorderWidth: shape === "crossRot" || shape === "star" ? 2 : 1,
            borderColor: colour,
            backgroundColor: withAlpha(colour, 0.45),
            order: group.members.length,
          };
        }),
        ...(selected === null ? [] : [{
          label: "Selected record",
          data: [at(selected)],
          pointStyle: "circle" as const,
          pointRadius: 10,
          pointHoverRadius: 10,
          pointHitRadius: 0,
          pointBorderWidth: 3,
          borderColor: theme.text,
          backgroundColor: "transparent",
          order: -1,
        }]),
      ],
    },
    options: {
      interaction: { mode: "nearest", intersect: true },
      scales: scalesOf(theme, request, points),
      onClick: (_event, elements) => {
        const hit = elements.find(({ datasetIndex }) => datasetIndex < groups.length);
        if (hit) onSelect(groups[hit.datasetIndex].members[hit.index]);
      },
      plugins: {
        legend: {
          position: "bottom",
          labels: {
            color: theme.text,
            usePointStyle: true,
            boxWidth: 9,
            boxHeight: 9,
            filter: ({ datasetIndex }) => datasetIndex! < groups.length,
            sort: (a, b) => a.datasetIndex! - b.datasetIndex!,
          },
        },
        tooltip: {
          displayColors: false,
          filter: ({ datasetIndex }, index) => datasetIndex < groups.length && index === 0,
          callbacks: {
            title: ([item]) =>
              item &&
              `Record ${
                formatCount(points.rows[groups[item.datasetIndex].members[item.dataIndex]])
              }`,
            label: ({ datasetIndex, dataIndex }) =>
              describe(groups[datasetIndex].members[dataIndex]),
          },
        },
      },
    },
  };
}

function scalesOf(theme: ChartTheme, { method }: ProjectionRequest, points: ProjectionPoints) {
  const scale = (values: number[], title: string) => ({
    ...axis(theme, title),
    ...rangeOf(values),
    title: { display: title !== "", text: title, color: theme.muted },
    ticks: {
      display: title !== "",
      color: theme.muted,
      maxRotation: 0,
      maxTicksLimit: 6,
      includeBounds: false,
    },
  });
  const titles = ["First", "Second"].map((name, index) =>
    method === "pca"
      ? `${name} component, ${formatShare(points.variance?.[index] ?? 0)} of the variance`
      : ""
  );
  return { x: scale(points.x, titles[0]), y: scale(points.y, titles[1]) };
}

/** Room for all points, so that the picture stays as it is when groups are hidden. */
function rangeOf(values: number[]): { min: number; max: number } {
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const margin = 0.03 * (most - least) || 1;
  return { min: least - margin, max: most + margin };
}
