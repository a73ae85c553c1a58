import { formatCount } from "../../lib/base/format.ts";
import type { FlaggedBy, RunComparison } from "../../lib/explain/comparison/types.ts";
import { describeModels } from "../../lib/web/unlabelled/describe_unlabelled.ts";
import { Bar } from "../Bar.tsx";

/** Combinations that are drawn; others are the smallest. */
const MOST_SHOWN = 12;

interface FlaggedByBarsProps {
  comparison: RunComparison;
  /** By id of the model, in the order of the dots. */
  titles: ReadonlyMap<string, string>;
}

/** Flagged records by which models flag them, with a dot for each model. */
export function FlaggedByBars({ comparison, titles }: FlaggedByBarsProps) {
  const { models } = comparison;
  const shown = largest(comparison.combinations);
  const most = Math.max(1, ...shown.map(({ rows }) => rows));
  const left = comparison.combinations.length - shown.length;
  return (
    <section class="card" aria-labelledby="agree-title">
      <header>
        <h2 id="agree-title">Do they agree?</h2>
        <p>
          Flagged records, by which detectors flag them. Dots:{" "}
          {models.map((id) => titles.get(id)).join(", ")}.
        </p>
      </header>
      {shown.length === 0 ? <p>No detector flags any record.</p> : (
        <ul class="flagged-by">
          {shown.map(({ models: flagging, rows }) => (
            <li key={flagging.join()}>
              <span>
                <Dots all={models} filled={flagging} /> {describeModels(flagging, titles)}
              </span>
              <Bar share={rows / most} />
              <span class="number">{formatCount(rows)}</span>
            </li>
          ))}
        </ul>
      )}
      {left > 0 && (
        <p class="muted small">{formatCount(left)} smaller combinations are not shown.</p>
      )}
    </section>
  );
}

function largest(combinations: FlaggedBy[]): FlaggedBy[] {
  const kept = new Set(combinations.toSorted((a, b) => b.rows - a.rows).slice(0, MOST_SHOWN));
  return combinations.filter((each) => kept.has(each));
}

function Dots({ all, filled }: { all: string[]; filled: string[] }) {
  const width = 14 * all.length;
  return (
    <svg class="dots" width={width} height="12" viewBox={`0 0 ${width} 12`} aria-hidden="true">
      {all.map((id, index) => (
        <circle
          key={id}
          class={filled.includes(id) ? "on" : "off"}
          cx={6 + 14 * index}
          cy="6"
          r="4.5"
        />
      ))}
    </svg>
  );
}
