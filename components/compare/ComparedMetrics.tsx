import { formatCount, formatNumber } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { isBest, METRICS, shownMetric } from "../../lib/web/results/leaderboard.ts";
import { isSameTest } from "../../lib/web/comparison/caveats.ts";
import type { ComparedModel } from "../../lib/web/comparison/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { ComparedHead } from "./ComparedHead.tsx";
import { formatShown } from "../run/format_metric_of.ts";
import { METRIC_TERMS, Term, TermLine } from "../Term.tsx";

const COSTS: string[] = ["fitMs", "scoreMs"];

/** Metrics of several models, each with its difference from the baseline. */
export function ComparedMetrics({ models }: { models: ComparedModel[] }) {
  const sameTest = isSameTest(models);
  return (
    <div class="stack">
      <ScrollTable label="Metrics of the models" pinned>
        <ComparedHead models={models} first="Metric" />
        <tbody>
          {METRICS.filter(({ key }) => !COSTS.includes(key)).map(({ key, title }) => {
            const first = shownMetric(models[0], key).value;
            return (
              <tr key={key}>
                <th scope="row">{title}</th>
                {models.map((model, index) => {
                  const shown = shownMetric(model, key);
                  const { value } = shown;
                  const best = sameTest && isBest(models, model, key);
                  return (
                    <td key={model.result.model} class={best ? "number best" : "number"}>
                      {formatShown(key, shown)}
                      {best && <span class="visually-hidden">(best)</span>}
                      {index > 0 && value !== null && first !== null && (
                        <span class="under muted small">{distance(value - first, key)}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          <tr>
            <th scope="row">Threshold</th>
            {models.map(({ result: { model, threshold } }) => (
              <td key={model} class="number">
                {formatNumber(threshold.value)}
                <span class="under muted small">{formatThresholdRule(threshold)}</span>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">Test records</th>
            {models.map(({ result: { model, testRows } }) => (
              <td key={model} class="number">{formatCount(testRows)}</td>
            ))}
          </tr>
        </tbody>
      </ScrollTable>
      <TermLine names={METRIC_TERMS} />
      <p class="muted small">
        {models.some(({ result }) => result.repeats) &&
          "Where there are several seeds, metrics are means ± standard deviation. "}
        Differences are relative to the <Term name="Baseline">baseline</Term> model. {sameTest
          ? "The best are marked, except where the test may have influenced the threshold."
          : "No best metric is marked, because the models were not tested on the same records."}
      </p>
    </div>
  );
}

/** A signed difference; shares in percentage points. */
function distance(difference: number, key: string): string {
  const size = Math.abs(difference);
  if (size < 0.0005) return "same";
  const sign = difference > 0 ? "+" : "−";
  if (key === "flagged") return `${sign}${(size * 100).toFixed(1)} points`;
  return sign +
    (key === "falseAlarms" ? formatNumber(Number(size.toPrecision(3))) : size.toFixed(3));
}
