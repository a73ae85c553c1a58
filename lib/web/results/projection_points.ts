/**
 * The points of a projection in groups of one colour, and what is said about a single one.
 *
 * @module
 */
import type { Projection, ProjectionMethod } from "../../explain/projection/types.ts";
import type { RunResult } from "../../resources/run.ts";
import { movesAlong } from "../../learning/thresholds/apply_rule.ts";
import { formatCount, formatNumber } from "../../base/format.ts";

/** The points of a projection that is done. */
export type ProjectionPoints = NonNullable<Projection["points"]>;

/** What a colour stands for. */
export type ColourMode = "actual" | "label" | "predicted" | "error" | "score";

/** Points of one colour. */
export interface PointGroup {
  title: string;
  /** What the colour and the shape say; `rank` is a place on a scale from 0 to 1. */
  look: "normal" | "attack" | "hit" | "false-alarm" | "miss" | "other" | { series: number } | {
    rank: number;
  };
  /** Indices of the points. */
  members: number[];
}

/** What one model says about the points. */
export interface PointScores {
  scores: ArrayLike<number>;
  flagged: ArrayLike<number>;
}

/** Labels with their own colour; the others share one. */
const OWN_LABELS = 5;

/** Groups of equal size that scores are cut into. */
const SCORE_GROUPS = 5;

/**
 * What a model says about the points at its present threshold, which may have changed since the points
 * were loaded. Only decisions that depend on the order of records are as old as the points.
 */
export function scoresAt(
  { models }: Pick<ProjectionPoints, "models">,
  { model, threshold }: Pick<RunResult, "model" | "threshold">,
): { scores: number[]; flagged: number[] } {
  const { scores, flagged } = models.find((one) => one.model === model)!;
  return movesAlong(threshold) ? { scores, flagged } : {
    scores,
    // Thresholds are compared with scores as 32-bit floats, of which these are the shortest text.
    flagged: scores.map((score) => Number(Math.fround(score) > threshold.value)),
  };
}

/** What can be told by colour, with or without labels. */
export function colourModes(hasLabels: boolean): { mode: ColourMode; title: string }[] {
  const modes: { mode: ColourMode; title: string; needsLabels: boolean }[] = [
    { mode: "actual", title: "Actual: normal or attack", needsLabels: true },
    { mode: "label", title: "Actual: label", needsLabels: true },
    { mode: "predicted", title: "Predicted", needsLabels: false },
    { mode: "error", title: "Correct and incorrect", needsLabels: true },
    { mode: "score", title: "Score", needsLabels: false },
  ];
  return modes.filter(({ needsLabels }) => hasLabels || !needsLabels);
}

/** The points by what their colour is to tell. Groups without a point are left out. */
export function groupPoints(
  points: Pick<ProjectionPoints, "x" | "labels" | "attack">,
  { scores, flagged }: PointScores,
  mode: ColourMode,
): PointGroup[] {
  const { labels, attack } = points;
  const isAttack = (point: number) => labels !== null && attack[labels.codes[point]];
  const all = points.x.map((_, point) => point);
  const group = (
    title: string,
    look: PointGroup["look"],
    belongs: (point: number) => boolean,
  ): PointGroup => ({ title, look, members: all.filter(belongs) });
  const groups: PointGroup[] = {
    actual: () => [
      group("Normal", "normal", (point) => !isAttack(point)),
      group("Attack", "attack", isAttack),
    ],
    label: () => labelGroups(points, group),
    predicted: () => [
      group("Not flagged", "normal", (point) => !flagged[point]),
      group("Flagged", "attack", (point) => Boolean(flagged[point])),
    ],
    error: () => [
      group("Normal, not flagged", "other", (point) => !isAttack(point) && !flagged[point]),
      group("Attack, flagged", "hit", (point) => isAttack(point) && Boolean(flagged[point])),
      group(
        "False alarm",
        "false-alarm",
        (point) => !isAttack(point) && Boolean(flagged[point]),
      ),
      group("Missed attack", "miss", (point) => isAttack(point) && !flagged[point]),
    ],
    score: () => scoreGroups(scores, group),
  }[mode]();
  return groups.filter(({ members }) => members.length > 0);
}

type MakeGroup = (
  title: string,
  look: PointGroup["look"],
  belongs: (point: number) => boolean,
) => PointGroup;

function labelGroups(
  { labels }: Pick<ProjectionPoints, "labels">,
  group: MakeGroup,
): PointGroup[] {
  if (!labels) return [];
  const counts = new Uint32Array(labels.names.length);
  for (const code of labels.codes) counts[code]++;
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  const own = order.slice(0, OWN_LABELS);
  return [
    ...own.map((code, series) =>
      group(labels.names[code], { series }, (point) => labels.codes[point] === code)
    ),
    group("Other labels", "other", (point) => !own.includes(labels.codes[point])),
  ];
}

function scoreGroups(scores: ArrayLike<number>, group: MakeGroup): PointGroup[] {
  const sorted = Float64Array.from(scores).sort();
  const cuts = Array.from(
    { length: SCORE_GROUPS - 1 },
    (_, i) => sorted[Math.floor((i + 1) * sorted.length / SCORE_GROUPS)],
  );
  const edges = [...new Set([sorted[0], ...cuts])];
  return edges.map((low, i) => {
    const high = edges[i + 1];
    return group(
      high === undefined
        ? `${formatNumber(low)} and more`
        : `${formatNumber(low)} to ${formatNumber(high)}`,
      { rank: edges.length === 1 ? 0 : i / (edges.length - 1) },
      (point) => scores[point] >= low && (high === undefined || scores[point] < high),
    );
  });
}

/** The value of a feature of a point, as text. */
export function featureText(column: ProjectionPoints["columns"][number], point: number): string {
  if (column.type === "numeric") {
    const value = column.values[point];
    return value === null ? "missing" : formatNumber(value);
  }
  const code = column.codes[point];
  return code === null ? "missing" : column.categories[code];
}

/** Which rows the points are, in a sentence or two. */
export function sampleText({ x, testRows, distinctRows }: ProjectionPoints): string {
  const repeats = distinctRows < testRows
    ? ` Of records with the same features and label, only the first is used: ${
      formatCount(testRows - distinctRows)
    } are left out.`
    : "";
  return x.length < distinctRows
    ? `${formatCount(x.length)} of ${
      formatCount(distinctRows)
    } distinct test records, sampled from every label; rare labels are over-represented.${repeats}`
    : `All ${formatCount(x.length)} distinct test records.${repeats}`;
}

/** How to read the picture. */
export function readingText(method: ProjectionMethod): string {
  return method === "pca"
    ? "The plane along which the prepared features vary most."
    : "Nearby points are similar records. The sizes of groups and the gaps between them mean little.";
}
