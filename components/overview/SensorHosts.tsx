import type { SensorHost } from "../../lib/resources/sensor.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { Time } from "../Time.tsx";

/** The worst hosts of sensors, each with its worst finding. */
export function SensorHosts({ hosts }: { hosts: SensorHost[] }) {
  return (
    <section class="card stack" aria-labelledby="sensor-hosts-title">
      <h2 id="sensor-hosts-title">Worst hosts at sensors</h2>
      <ol class="plain-list divided">
        {hosts.map(({ sensor, host, severity, reason, lastSeen }) => (
          <li key={`${sensor.id} ${host}`}>
            <div class="row-between">
              <span class="row">
                <SeverityMark value={severity} /> <strong>{host}</strong>
                <a href={`/sensors/${sensor.id}`}>{sensor.name}</a>
              </span>
              <span class="muted small">
                <Time at={lastSeen} />
              </span>
            </div>
            <p>{reason}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
