import { formatPlural } from "../../lib/base/format.ts";
import type { SEVERITY_BANDS, SeverityBand } from "../../lib/learning/severity/severity.ts";
import type { Lanes } from "../../lib/monitoring/monitor/severity_lanes.ts";
import { type LiveRange, RANGE_TITLES } from "../../lib/monitoring/monitor/live_range.ts";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { SelectField } from "../controls/SelectField.tsx";

const BANDS = ["low", "medium", "high", "critical"] as const satisfies typeof SEVERITY_BANDS;

interface SeverityLanesProps {
  lanes: Lanes;
  range: LiveRange;
  columns: string[];
  onColumn: (column: string) => void;
}

/** A lane for each value of a column, with its anomalies over time. */
export function SeverityLanes({ lanes, range, columns, onColumn }: SeverityLanesProps) {
  const { column, rows } = lanes;
  const span = RANGE_TITLES[range];
  const offered = columns.includes(column) ? columns : [column, ...columns];
  return (
    <section class="card stack" aria-labelledby="lanes-title">
      <div class="row-between">
        <h2 id="lanes-title">Anomalies by {column}</h2>
        <SelectField id="lane-column" label="Group by" value={column} onChange={onColumn}>
          {offered.map((name) => <option key={name} value={name}>{name}</option>)}
        </SelectField>
      </div>
      {rows.length === 0 ? <p class="muted">No anomalies in {span}.</p> : (
        <>
          <ul class="lane-key" aria-hidden="true">
            {BANDS.map((band) => (
              <li key={band}>
                <svg viewBox="0 0 10 10">
                  <LaneMark band={band} x={0} height={10} />
                </svg>
                {band}
              </li>
            ))}
          </ul>
          <ScrollTable label={`Anomalies by ${column}`}>
            <thead>
              <tr>
                <th scope="col">{column}</th>
                <th scope="col" class="number">Anomalies</th>
                <th scope="col" class="lane-cell">{span}, the latest on the right</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ value, flagged, counts, bands }) => {
                const worst = BANDS[Math.max(...bands)];
                return (
                  <tr key={value}>
                    <th scope="row" class="lane-name">{value}</th>
                    <td class="number">{flagged}</td>
                    <td class="lane-cell">
                      <svg
                        class="lane"
                        viewBox={`0 0 ${counts.length * 10} 10`}
                        preserveAspectRatio="none"
                        role="img"
                        aria-label={`${
                          formatPlural(flagged, "anomaly", "anomalies")
                        }, worst ${worst}`}
                      >
                        {bands.map((band, i) =>
                          band >= 0 && (
                            <LaneMark key={i} band={BANDS[band]} x={i * 10} height={10} />
                          )
                        )}
                      </svg>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </ScrollTable>
        </>
      )}
    </section>
  );
}

/** A mark is higher the more severe it is, so that it is known by more than its colour. */
function LaneMark({ band, x, height }: { band: SeverityBand; x: number; height: number }) {
  const part = height * (BANDS.indexOf(band) + 1) / BANDS.length;
  return <rect class={`lane-${band}`} x={x + 1} y={height - part} width={8} height={part} />;
}
