import { ScrollTable } from "../../components/ScrollTable.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";
import { formatCount } from "../../lib/base/format.ts";
import type { Sensor } from "../../lib/resources/sensor.ts";
import {
  describeFlagged,
  describeLag,
  describeRate,
  SENSOR_KIND_NAMES,
} from "../../lib/web/sensors/describe_sensor.ts";

/** Sensors with how they do. */
export function SensorTable({ sensors }: { sensors: Sensor[] }) {
  return (
    <ScrollTable label="Sensors">
      <thead>
        <tr>
          <th scope="col">Sensor</th>
          <th scope="col">Source</th>
          <th scope="col">Status</th>
          <th scope="col">Lag</th>
          <th scope="col" class="number">Rate</th>
          <th scope="col" class="number">Records</th>
          <th scope="col" class="number">Flagged</th>
          <th scope="col">Last record</th>
        </tr>
      </thead>
      <tbody>
        {sensors.map((sensor) => {
          const { id, name, kind, status, health } = sensor;
          return (
            <tr key={id}>
              <th scope="row" class="name-cell">
                <a href={`/sensors/${id}`}>{name}</a>
              </th>
              <td>{SENSOR_KIND_NAMES[kind]}</td>
              <td>
                <StatusBadge status={status} />
              </td>
              <td class="nowrap">{describeLag(sensor)}</td>
              <td class="number">{describeRate(health.rate)}</td>
              <td class="number">{formatCount(health.records)}</td>
              <td class="number">{describeFlagged(sensor)}</td>
              <td>{health.lastRecordAt !== null && <Time at={health.lastRecordAt} />}</td>
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}
