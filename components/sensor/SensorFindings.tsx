import { formatCount, formatDateTime, formatPlural } from "../../lib/base/format.ts";
import { checkTitle } from "../../lib/detections/check_titles.ts";
import type { Sensor, SensorFinding } from "../../lib/resources/sensor.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { Notice } from "../Notice.tsx";

interface SensorFindingsProps {
  sensor: Sensor;
  /** Worst first. */
  findings: SensorFinding[];
}

/** What behaviour checks found in the records of a sensor, and how far they have come. */
export function SensorFindings({ sensor: { behaviour }, findings }: SensorFindingsProps) {
  if (!behaviour) return null;
  const { connections, late, days, latest, error } = behaviour;
  return (
    <section class="card stack" aria-labelledby="sensor-findings-title">
      <h2 id="sensor-findings-title">Unusual behaviour</h2>
      {error !== null && <Notice tone="error">{error}</Notice>}
      <p class="muted small">
        {latest === null ? "No connections yet: records need a time and two addresses." : (
          <>
            {formatPlural(connections, "connection")} checked, up to {formatDateTime(latest)}.{" "}
            {days < 7
              ? `${
                formatPlural(days, "full day")
              } learned; about a week is needed to know what is usual.`
              : `${formatPlural(days, "day")} learned.`}
            {late > 0 && ` ${formatCount(late)} arrived more than 15 minutes late.`}
          </>
        )}
      </p>
      {findings.length === 0
        ? latest !== null && <p>Nothing unusual found.</p>
        : (
          <ol class="plain-list divided">
            {findings.map(({ id, host, check, kind, severity, from, state, text }) => (
              <li key={id}>
                <div class="row-between">
                  <span class="row">
                    <SeverityMark value={severity} /> <strong>{host}</strong>{" "}
                    {checkTitle(check, kind)}
                  </span>
                  <span class="muted small">
                    {formatDateTime(from)}
                    {state === "running" && ", may still change"}
                  </span>
                </div>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        )}
    </section>
  );
}
