import { useMemo } from "preact/hooks";
import { formatCount, formatNumber, formatPlural } from "../../lib/base/format.ts";
import { featureText, type ProjectionPoints } from "../../lib/web/results/projection_points.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { ScrollTable } from "../../components/ScrollTable.tsx";

interface RecordPanelProps {
  points: ProjectionPoints;
  models: ScoredModel[];
  columns: ProjectionPoints["columns"];
  /** Scores of the chosen model; records are stepped through from the highest on. */
  scores: number[];
  /** Title of the chosen model. */
  scoredBy: string;
  selected: number | null;
  onSelect: (point: number) => void;
}

/** One record of the picture, chosen by a click on its point or step by step. */
export function RecordPanel(props: RecordPanelProps) {
  const { points, models, columns, scores, scoredBy, selected, onSelect } = props;
  const order = useMemo(
    () => scores.map((_, point) => point).sort((a, b) => scores[b] - scores[a] || a - b),
    [scores],
  );
  const place = selected === null ? -1 : order.indexOf(selected);
  const step = (by: number) => onSelect(order[Math.min(order.length - 1, Math.max(0, place + by))]);
  return (
    <div class="stack">
      <div class="row">
        <button type="button" class="button" disabled={place <= 0} onClick={() => step(-1)}>
          Higher score
        </button>
        <button
          type="button"
          class="button"
          disabled={place === order.length - 1}
          onClick={() => step(1)}
        >
          {place === -1 ? "Show the record with the highest score" : "Lower score"}
        </button>
        <span class="muted small" role="status">
          {selected === null
            ? "Click a point, or step through the records by score."
            : `Record ${formatCount(points.rows[selected])}, rank ${formatCount(place + 1)} of ${
              formatCount(order.length)
            } by the score of ${scoredBy}`}
        </span>
      </div>
      {selected !== null && (
        <ScrollTable label={`Record ${formatCount(points.rows[selected])}`} tall>
          <tbody>
            {points.labels && (
              <tr>
                <th scope="row">Label</th>
                <td>{points.labels.names[points.labels.codes[selected]]}</td>
              </tr>
            )}
            <tr>
              <th scope="row">In the test data</th>
              <td>{formatPlural(points.copies[selected], "time")}</td>
            </tr>
            {models.map(({ title, result }) => (
              <tr key={result.model}>
                <th scope="row">Score of {title}</th>
                <td>
                  {formatNumber(
                    points.models.find(({ model }) => model === result.model)!.scores[selected],
                  )}
                </td>
              </tr>
            ))}
            {columns.map((column) => (
              <tr key={column.name}>
                <th scope="row">{column.name}</th>
                <td>{featureText(column, selected)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  );
}
