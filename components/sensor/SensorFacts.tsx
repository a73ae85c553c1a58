import { formatBytes, formatCount, formatDateTime } from "../../lib/base/format.ts";
import type { Sensor } from "../../lib/resources/sensor.ts";
import { describeLag, describeRate } from "../../lib/web/sensors/describe_sensor.ts";
import { Fact } from "../Fact.tsx";

/** How a sensor does. */
export function SensorFacts({ sensor }: { sensor: Sensor }) {
  const { health, kept } = sensor;
  return (
    <dl class="facts card">
      <Fact
        name="Records"
        value={formatCount(health.records)}
        note={health.skipped > 0 ? `${formatCount(health.skipped)} of other kinds` : undefined}
      />
      <Fact name="Rate" value={describeRate(health.rate)} note="over ten seconds" />
      <Fact
        name="Lag"
        value={describeLag(sensor)}
        note={health.behindBytes > 0 ? `${formatBytes(health.behindBytes)} to read` : undefined}
      />
      <Fact
        name="Last record"
        value={health.lastRecordAt === null ? "none yet" : formatDateTime(health.lastRecordAt)}
      />
      <Fact name="Rejected lines" value={formatCount(health.rejected)} />
      <Fact name="Gaps" value={formatCount(health.gaps)} />
      <Fact
        name="Kept"
        value={formatCount(kept.records)}
        note={`${formatBytes(kept.bytes)}, at most ${formatCount(sensor.keepMegabytes)} MiB or ${
          formatCount(sensor.keepHours)
        } h`}
      />
    </dl>
  );
}
