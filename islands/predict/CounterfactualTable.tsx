import { IS_BROWSER } from "fresh/runtime";
import { formatNumber, formatShare } from "../../lib/base/format.ts";
import type { Counterfactuals, FeatureChange } from "../../lib/explain/counterfactuals/types.ts";
import type { ModelSummary } from "../../lib/resources/model.ts";
import type { InputRecord } from "../../lib/learning/features/input.ts";
import { Notice } from "../../components/Notice.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { useAnswer } from "./use_answer.ts";

interface CounterfactualTableProps {
  model: ModelSummary;
  record: InputRecord;
  /** Puts another value of a feature into the form. */
  onTry: (feature: string, value: string | number) => void;
}

/** What would make a flagged record normal, one feature at a time. */
export function CounterfactualTable({ model, record, onTry }: CounterfactualTableProps) {
  const path = `/models/${model.id}/counterfactuals`;
  const { frame, answer, failure } = useAnswer<Counterfactuals>(path, record);

  const title = `${model.id}-changes`;
  return (
    <section ref={frame} class="stack" aria-labelledby={title}>
      <h3 id={title}>What would make it normal</h3>
      <p class="muted small">
        One feature at a time, the others unchanged: the smallest change found that brings the score
        to the threshold or below.
      </p>
      <div role="status">
        {failure.value
          ? <Notice tone="error">{failure.value}</Notice>
          : answer.value === null
          ? <p class="muted">Trying other values…</p>
          : <p>{describe(answer.value.features)}</p>}
      </div>
      {answer.value && answer.value.features.length > 0 && (
        <ChangeRows changes={answer.value.features} onTry={onTry} />
      )}
    </section>
  );
}

function describe(changes: FeatureChange[]): string {
  const able = changes.filter(({ change }) => change !== null).length;
  if (able === 0) return "No single change is enough to make it normal.";
  return able === 1
    ? "One feature alone can make it normal."
    : `Each of ${able} features alone can make it normal.`;
}

function ChangeRows(
  { changes, onTry }: {
    changes: FeatureChange[];
    onTry: CounterfactualTableProps["onTry"];
  },
) {
  return (
    <ScrollTable label="Changes that make the record normal" tall>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col" class="number">Value</th>
          <th scope="col" class="number">Normal from</th>
          <th scope="col" class="number">Share of its range</th>
          <th scope="col" class="number">New score</th>
          <th scope="col">
            <span class="visually-hidden">Try it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ feature, value, change, size, lowest }) => (
          <tr key={feature}>
            <th scope="row">{feature}</th>
            <td class="number">{shown(value)}</td>
            <td class="number">
              {change
                ? <strong>{shown(change.to)}</strong>
                : <span class="muted">no value found</span>}
            </td>
            <td class="number">{size === null ? "" : formatShare(size)}</td>
            <td class="number">
              {change
                ? formatNumber(change.score)
                : lowest && <span class="muted">lowest {formatNumber(lowest.score)}</span>}
            </td>
            <td>
              {change && (
                <button
                  type="button"
                  class="button button-small"
                  disabled={!IS_BROWSER}
                  aria-label={`Try ${feature} = ${shown(change.to)}`}
                  onClick={() => onTry(feature, change.to)}
                >
                  Try
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function shown(value: string | number | null): string {
  if (value === null) return "missing";
  return typeof value === "number" ? formatNumber(value) : value;
}
