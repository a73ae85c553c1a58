import type { SensorSegment } from "../../resources/sensor.ts";

/** How many kept records stay. */
export interface KeepLimits {
  keepHours: number;
  keepMegabytes: number;
}

/**
 * Files of kept records that are to go: too old, or too many. The newest, which is written to, stays.
 *
 * @param segments the oldest first
 * @param now in milliseconds since 1970
 */
export function spentSegments(
  segments: readonly SensorSegment[],
  { keepHours, keepMegabytes }: KeepLimits,
  now: number,
): SensorSegment[] {
  let bytes = 0;
  return segments.toReversed().filter((segment, index) => {
    bytes += segment.bytes;
    const isOld = segment.to < now - keepHours * 3_600_000;
    return index > 0 && (isOld || bytes > keepMegabytes * 2 ** 20);
  });
}
