import type { Sensor } from "../../lib/resources/sensor.ts";
import { describeLag, describeRate } from "../../lib/web/sensors/describe_sensor.ts";
import { StatusBadge } from "../StatusBadge.tsx";
import { Time } from "../Time.tsx";

/** How sensors do, those that failed first. */
export function SensorHealth({ sensors, most }: { sensors: Sensor[]; most: number }) {
  const shown = sensors
    .toSorted((a, b) => Number(b.error !== null) - Number(a.error !== null))
    .slice(0, most);
  return (
    <section class="card stack" aria-labelledby="sensors-title">
      <div class="row-between">
        <h2 id="sensors-title">Sensors</h2>
        <a href="/sensors">All sensors</a>
      </div>
      <ul class="plain-list divided">
        {shown.map((sensor) => (
          <li key={sensor.id} class="row-between">
            <span class="row">
              <StatusBadge status={sensor.status} />
              <a href={`/sensors/${sensor.id}`}>{sensor.name}</a>
              <span class="muted small">
                {sensor.error ?? `${describeLag(sensor)}, ${describeRate(sensor.health.rate)}`}
              </span>
            </span>
            {sensor.health.lastRecordAt !== null && (
              <span class="muted small">
                <Time at={sensor.health.lastRecordAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
