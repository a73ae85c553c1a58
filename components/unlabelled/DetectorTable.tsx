import type { ScoredModel } from "../charts/scored_model.ts";
import { formatCount, formatDuration, formatNumber, formatShare } from "../../lib/base/format.ts";
import type { RunComparison } from "../../lib/explain/comparison/types.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import type { UnlabelledResult } from "../../lib/resources/unlabelled.ts";
import type { FailedDetector } from "../../lib/training/detectors.ts";
import { plantedTotal } from "../../lib/web/unlabelled/describe_unlabelled.ts";
import { FailedRow } from "../run/ResultRow.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

interface DetectorTableProps {
  models: ScoredModel[];
  failed: FailedDetector[];
  /** `null` until it is there. */
  comparison: RunComparison | null;
}

/** What can be said of each detector without labels, a row each. */
export function DetectorTable({ models, failed, comparison }: DetectorTableProps) {
  const hasHosts = models.some(({ result }) => result.unlabelled?.hosts);
  const isAlone = models.length < 2;
  const columns = 5 + (hasHosts ? 1 : 0) + (isAlone ? 0 : 1);
  return (
    <ScrollTable label="Detectors of this run" pinned>
      <thead class="wrapped-head">
        <tr>
          <th scope="col">Detector</th>
          <th scope="col" class="number">Flagged</th>
          {hasHosts && <th scope="col" class="number">Unusual hosts</th>}
          <th scope="col" class="number">False alarms on usual traffic</th>
          <th scope="col" class="number">Planted anomalies found</th>
          <th scope="col" class="number">Stable when retrained</th>
          {!isAlone && <th scope="col" class="number">Flagged by no other detector</th>}
          <th scope="col" class="number">Scoring time</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <DetectorRow
            key={model.result.model}
            model={model}
            hasHosts={hasHosts}
            alone={isAlone ? undefined : aloneOf(model, comparison)}
          />
        ))}
        {failed.map((detector) => (
          <FailedRow key={detector.title} detector={detector} columns={columns} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

function aloneOf({ result }: ScoredModel, comparison: RunComparison | null): number | null {
  return comparison?.alone[comparison.models.indexOf(result.model)] ?? null;
}

interface DetectorRowProps {
  model: ScoredModel;
  hasHosts: boolean;
  /** `null` until it is counted; absent where there is no other detector. */
  alone?: number | null;
}

function DetectorRow({ model: { title, result }, hasHosts, alone }: DetectorRowProps) {
  const { flaggedRows, testRows, threshold, scoreMs, unlabelled } = result;
  const planted = plantedTotal(result);
  return (
    <tr>
      <th scope="row" class="name-cell">
        {title}
        <span class="under muted small">
          {formatThresholdRule(threshold)} (above {formatNumber(threshold.value)})
        </span>
      </th>
      <td class="number">
        {formatCount(flaggedRows)}{" "}
        <span class="muted">({formatShare(testRows > 0 ? flaggedRows / testRows : 0)})</span>
      </td>
      {hasHosts && (
        <td class="number">
          {unlabelled?.hosts
            ? (
              <>
                {formatCount(unlabelled.hosts.unusual)}
                <span class="under muted small">of {formatCount(unlabelled.hosts.total)}</span>
              </>
            )
            : <NotMeasured />}
        </td>
      )}
      <td class="number">
        {unlabelled?.baseline ? <Alarms {...unlabelled.baseline} /> : <NotMeasured />}
      </td>
      <td class="number">
        {planted ? `${planted.found} of ${planted.planted}` : <NotMeasured />}
      </td>
      <td class="number">
        <Stability unlabelled={unlabelled} />
      </td>
      {alone !== undefined && (
        <td class="number">{alone === null ? <span class="muted">…</span> : formatCount(alone)}</td>
      )}
      <td class="number">{formatDuration(scoreMs)}</td>
    </tr>
  );
}

function Alarms({ rows, flagged, target }: NonNullable<UnlabelledResult["baseline"]>) {
  const perThousand = (share: number) => formatNumber(Number((1000 * share).toPrecision(3)));
  return (
    <>
      {perThousand(flagged / rows)} in 1,000
      <span class="under muted small">
        {target === null ? "no target" : `target ${perThousand(target)}`}
      </span>
    </>
  );
}

function Stability({ unlabelled }: { unlabelled?: UnlabelledResult }) {
  const { stability, stabilityNote } = unlabelled ?? {};
  if (!stability) {
    return (
      <>
        <NotMeasured />
        {stabilityNote && <span class="visually-hidden">: {stabilityNote}</span>}
      </>
    );
  }
  const { records, hosts } = stability;
  return (
    <>
      {records === null ? "nothing flagged" : `${formatShare(records)} of flags`}
      {hosts !== null && <span class="under muted small">{formatShare(hosts)} of hosts</span>}
    </>
  );
}

function NotMeasured() {
  return <span class="muted">not measured</span>;
}
