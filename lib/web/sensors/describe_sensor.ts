import { formatCount, formatDuration } from "../../base/format.ts";
import type { Sensor, SensorKind } from "../../resources/sensor.ts";

/** What people call each kind of sensor. */
export const SENSOR_KIND_NAMES: Record<SensorKind, string> = {
  folder: "Folder of logs",
  netflow: "NetFlow and IPFIX",
  packets: "Packet stream",
};

/** Where the records of a sensor come from, in a few words. */
export function sourceOf(sensor: Sensor): string {
  switch (sensor.kind) {
    case "folder":
      return `${sensor.files} in ${sensor.folder}`;
    case "netflow":
      return `UDP port ${sensor.port} of ${sensor.address}`;
    case "packets":
      return "Packets sent to the API";
  }
}

/** How far behind a sensor is, such as `Up to date`. */
export function describeLag({ health: { lagSeconds }, status }: Sensor): string {
  if (status !== "running" || lagSeconds === null) return "Not running";
  return lagSeconds === 0 ? "Up to date" : `${formatDuration(lagSeconds * 1000)} behind`;
}

/** Records per second. */
export function describeRate(rate: number): string {
  return rate > 0 && rate < 10 ? `${rate.toFixed(1)}/s` : `${formatCount(Math.round(rate))}/s`;
}

/** How many records the models of a sensor have flagged, such as `85 to 206`. */
export function describeFlagged({ verdicts }: Sensor): string {
  const counts = verdicts.map(({ flagged }) => flagged);
  if (counts.length === 0) return "no models";
  const [least, most] = [Math.min(...counts), Math.max(...counts)].map(formatCount);
  return least === most ? most : `${least} to ${most}`;
}
