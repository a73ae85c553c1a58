import { formatCount, formatNumber, formatShare } from "../../lib/base/format.ts";
import type { FeatureDrift } from "../../lib/monitoring/drift/drift_report.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { Notice } from "../Notice.tsx";
import { ScrollTable } from "../ScrollTable.tsx";
import { Term } from "../Term.tsx";

/** Features that are named in the warning. */
const NAMED = 4;

const LEVELS: Record<FeatureDrift["level"], string> = {
  stable: "stable",
  changing: "changing",
  moved: "drifted",
};

/** Which features have drifted since training. */
export function DriftPanel({ monitor: { drift, driftFault } }: { monitor: MonitorState }) {
  const moved = drift?.features.filter(({ level }) => level === "moved") ?? [];
  return (
    <section class="card stack" aria-labelledby="drift-title">
      <header>
        <h2 id="drift-title">Drift</h2>
        <p>
          <Term name="Drift" />{" "}
          of the latest records from normal training rows, as the population stability index (PSI)
          of each feature: below 0.1 is stable, 0.25 or more has drifted.
        </p>
      </header>
      {driftFault && <Notice>{driftFault}</Notice>}
      {!driftFault && !drift && <p class="muted">Reading the training data…</p>}
      {drift && drift.features.length === 0 && (
        <p class="muted">
          {formatCount(drift.rows)} of {formatCount(drift.needed)} records needed.
        </p>
      )}
      {drift && drift.features.length > 0 && (
        <>
          {moved.length > 0
            ? (
              <Notice tone="warning">
                <strong>
                  {formatCount(moved.length)} of {formatCount(drift.features.length)}{" "}
                  features have drifted. An attack can do this briefly; retrain if it persists.
                </strong>
                <ul>
                  {moved.slice(0, NAMED).map((item) => <li key={item.feature}>{item.words}</li>)}
                </ul>
              </Notice>
            )
            : <p>No feature has drifted in the latest {formatCount(drift.rows)} records.</p>}
          <details>
            <summary>Show all features</summary>
            <ScrollTable label="Drift of features" tall>
              <thead>
                <tr>
                  <th scope="col">Feature</th>
                  <th scope="col" class="number">PSI</th>
                  <th scope="col" class="number">Unseen categories</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                {drift.features.map(({ feature, psi, unseenShare, level }) => (
                  <tr key={feature}>
                    <th scope="row" class="break">{feature}</th>
                    <td class="number">{formatNumber(Number(psi.toPrecision(3)))}</td>
                    <td class="number">{formatShare(unseenShare)}</td>
                    <td>{LEVELS[level]}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </details>
        </>
      )}
    </section>
  );
}
