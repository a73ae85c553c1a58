import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { formatCount, formatNumber, formatShare } from "../../lib/base/format.ts";
import type { ProjectionRequest } from "../../lib/explain/projection/types.ts";
import { useAddress } from "../../lib/web/address.ts";
import {
  colourModes,
  featureText,
  groupPoints,
  type ProjectionPoints,
  readingText,
  sampleText,
  scoresAt,
} from "../../lib/web/results/projection_points.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { ColourControls } from "./ColourControls.tsx";
import { projectionConfig } from "./projection_config.ts";
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
        summary={`${heading}. Colours show: ${told}${dependsOnModel ? ` of ${title}` : ""}. ${
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
        config={(theme) =>
          projectionConfig(theme, {
            request,
            points,
            groups,
            selected: selected.value,
            describe,
            onSelect: (point) => selected.value = point,
          })}
      >
        <ColourControls
          modes={modes}
          mode={mode}
          onMode={(chosen) => address.value = chosen}
          models={models.map((model) => model.title)}
          model={chosen.value}
          onModel={(index) => chosen.value = index}
        />
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

/** The features that matter most to the model come first. */
function byImportance(
  columns: ProjectionPoints["columns"],
  { permutation, explanation }: ScoredModel["importance"],
): ProjectionPoints["columns"] {
  const ranked = (permutation ?? explanation)?.features ?? [];
  const places = new Map(ranked.map(({ feature }, place) => [feature, place]));
  const placeOf = ({ name }: { name: string }) => places.get(name) ?? places.size;
  return [...columns].sort((a, b) => placeOf(a) - placeOf(b));
}
