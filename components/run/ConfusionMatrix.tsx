import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { Confusion } from "../../lib/learning/metrics/types.ts";

/** Decisions against truth, as counts and as shares of each true class. */
export function ConfusionMatrix(
  { confusion, tried = false }: { confusion: Confusion; tried?: boolean },
) {
  const { tn, fp, fn, tp } = confusion;
  const share = (count: number, total: number) => total === 0 ? "n/a" : formatShare(count / total);
  return (
    <div class="chart-figure">
      <h3>Confusion matrix</h3>
      <div class="table-wrap confusion" role="region" aria-label="Confusion matrix" tabIndex={0}>
        <table>
          <caption>
            Records, with the share of each row. Total {formatCount(tn + fp + fn + tp)}.
            {tried && " At the threshold of the slider, which is not saved."}
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">Not flagged</th>
              <th scope="col">Flagged</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Normal</th>
              <td class="right">
                <strong>{formatCount(tn)}</strong> {share(tn, tn + fp)} correctly passed
              </td>
              <td class="wrong">
                <strong>{formatCount(fp)}</strong> {share(fp, tn + fp)} false alarms
              </td>
            </tr>
            <tr>
              <th scope="row">Attack</th>
              <td class="wrong">
                <strong>{formatCount(fn)}</strong> {share(fn, tp + fn)} missed
              </td>
              <td class="right">
                <strong>{formatCount(tp)}</strong> {share(tp, tp + fn)} found
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </div>
  );
}
