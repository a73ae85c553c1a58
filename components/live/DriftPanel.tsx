import { formatCount, formatNumber, formatShare } from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { Notice } from "../Notice.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

/** Features that are named in the warning. */
const NAMED = 4;

/** What has moved since training. */
export function DriftPanel({ monitor: { drift, driftFault } }: { monitor: MonitorState }) {
  const moved = drift?.features.filter(({ level }) => level === "moved") ?? [];
  return (
    <section class="card stack" aria-labelledby="drift-title">
      <header>
        <h2 id="drift-title">Drift</h2>
        <p>
          The latest records against the normal rows of training: population stability index of each
          feature, below 0.1 stable, from 0.25 on moved.
        </p>
      </header>
      {driftFault && <Notice>{driftFault}</Notice>}
      {!driftFault && !drift && <p class="muted">The training data is being looked at.</p>}
      {drift && drift.features.length === 0 && (
        <p class="muted">
          {formatCount(drift.rows)} of the {formatCount(drift.needed)} records that it takes.
        </p>
      )}
      {drift && drift.features.length > 0 && (
        <>
          {moved.length > 0
            ? (
              <Notice tone="warning">
                <strong>
                  {formatCount(moved.length)} of {formatCount(drift.features.length)}{" "}
                  features moved. An attack does that for a while; if it stays, train again.
                </strong>
                <ul>
                  {moved.slice(0, NAMED).map((item) => <li key={item.feature}>{item.words}</li>)}
                </ul>
              </Notice>
            )
            : <p>No feature has moved in the latest {formatCount(drift.rows)} records.</p>}
          <details>
            <summary>Show all features</summary>
            <ScrollTable label="Drift of features" tall>
              <thead>
                <tr>
                  <th scope="col">Feature</th>
                  <th scope="col" class="number">Stability index</th>
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
                    <td>{level}</td>
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
