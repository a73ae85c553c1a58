import { useSignal } from "@preact/signals";
import { useId, useMemo } from "preact/hooks";
import { useAddress } from "../../lib/web/address.ts";
import { formatCount, formatNumber, formatShare } from "../../lib/base/format.ts";
import {
  colourModes,
  featureText,
  groupPoints,
  type ProjectionPoints,
  readingText,
  sampleText,
  scoresAt,
} from "../../lib/web/results/projection_points.ts";
import type { ProjectionRequest } from "../../lib/explain/projection/types.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { type ChartTheme, withAlpha } from "../../components/charts/theme.ts";
import { lookOf } from "./looks.ts";
import { RecordPanel } from "./RecordPanel.tsx";

/** Of the chart in CSS pixels. */
const HEIGHT = 560;

/** Features in a tooltip; the panel below the chart has them all. */
const TOOLTIP_FEATURES = 8;

interface ProjectionChartProps {
  request: ProjectionRequest;
  points: ProjectionPoints;
  models: ScoredModel[];
}

/** Test records as points, coloured by truth, by a model's verdict or by its score. */
export function ProjectionChart({ request, points, models }: ProjectionChartProps) {
  const id = useId();
  const chosen = useSignal(0);
  const modes = colourModes(points.labels !== null);
  const address = useAddress("colour", points.labels ? "actual" : "score");
  const { mode, title: told } = modes.find((one) => one.mode === address.value) ?? modes[0];
  const selected = useSignal<number | null>(null);

  const { title, result, importance } = models[chosen.value];
  const { scores, flagged } = useMemo(() => scoresAt(points, result), [points, result]);
  const groups = useMemo(
    () => groupPoints(points, { scores, flagged }, mode),
    [points, scores, flagged, mode],
  );
  const dependsOnModel = !["actual", "label"].includes(mode);
  const heading = `Test records by ${request.method === "pca" ? "PCA" : "t-SNE"}`;
  const columns = byImportance(points.columns, importance);

  const describe = (point: number): string[] => {
    const { labels, copies } = points;
    const shown = columns.slice(0, TOOLTIP_FEATURES);
    return [
      ...(labels ? [`Label: ${labels.names[labels.codes[point]]}`] : []),
      `${title}: score ${formatNumber(scores[point])}, ${
        flagged[point] ? "flagged" : "not flagged"
      }`,
      ...(copies[point] > 1 ? [`${formatCount(copies[point])} records like this`] : []),
      ...shown.map((column) => `${column.name}: ${featureText(column, point)}`),
      ...(columns.length > shown.length
        ? [`Click for ${columns.length - shown.length} more features`]
        : []),
    ];
  };

  return (
    <div class="stack">
      <ChartFigure
        title={heading}
        caption={`${readingText(request.method)} ${sampleText(points)} Seed ${request.seed}${
          points.perplexity ? `, perplexity ${points.perplexity}` : ""
        }.`}
        summary={`${heading}. Colours tell: ${told}${dependsOnModel ? ` of ${title}` : ""}. ${
          groups.map((group) => `${group.title}: ${formatCount(group.members.length)}.`).join(" ")
        }`}
        height={HEIGHT}
        table={{
          head: [told, "Points", "Share of points"],
          rows: groups.map((group) => [
            group.title,
            formatCount(group.members.length),
            formatShare(group.members.length / points.x.length),
          ]),
        }}
        config={(theme) => ({
          type: "scatter",
          data: {
            datasets: [
              ...groups.map((group) => {
                const { colour, shape, radius } = lookOf(group, theme);
                return {
                  label: `${group.title} (${formatCount(group.members.length)})`,
                  data: group.members.map((point) => ({ x: points.x[point], y: points.y[point] })),
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
              ...(selected.value === null ? [] : [{
                label: "Selected record",
                data: [{ x: points.x[selected.value], y: points.y[selected.value] }],
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
              if (hit) selected.value = groups[hit.datasetIndex].members[hit.index];
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
        })}
      >
        <div class="row small">
          <span class="row">
            <label for={`${id}-mode`}>Colour by</label>
            <select
              id={`${id}-mode`}
              class="short"
              value={mode}
              onChange={(event) => address.value = event.currentTarget.value}
            >
              {modes.map(({ mode, title }) => <option key={mode} value={mode}>{title}</option>)}
            </select>
          </span>
          {models.length > 1 && (
            <span class="row">
              <label for={`${id}-model`}>Verdicts and scores of</label>
              <select
                id={`${id}-model`}
                class="short"
                value={chosen.value}
                onChange={(event) => chosen.value = Number(event.currentTarget.value)}
              >
                {models.map(({ title }, index) => (
                  <option key={title} value={index}>{title}</option>
                ))}
              </select>
            </span>
          )}
        </div>
      </ChartFigure>
      <RecordPanel
        points={points}
        models={models}
        columns={columns}
        scores={scores}
        scoredBy={title}
        selected={selected.value}
        onSelect={(point) => selected.value = point}
      />
    </div>
  );
}

/** What the model goes by most comes first. */
function byImportance(
  columns: ProjectionPoints["columns"],
  { permutation, explanation }: ScoredModel["importance"],
): ProjectionPoints["columns"] {
  const ranked = (permutation ?? explanation)?.features ?? [];
  const places = new Map(ranked.map(({ feature }, place) => [feature, place]));
  const placeOf = ({ name }: { name: string }) => places.get(name) ?? places.size;
  return [...columns].sort((a, b) => placeOf(a) - placeOf(b));
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
