/**
 * Bulk transfers: four packets with data or more in one direction, a second apart at most, without data
 * of the other direction between them. The definition is CICFlowMeter's.
 *
 * @module
 */
import * as field from "./fields.ts";

const LEAST_PACKETS = 4;
const PAUSE = 1e9;

/** Adds a packet to the bulk in progress in its direction. */
export function addBulk(
  values: Float64Array,
  at: number,
  side: number,
  time: number,
  bytes: number,
): void {
  if (bytes === 0) return;
  values[at + field.BULK_START + 1 - side] = NaN;
  const start = values[at + field.BULK_START + side];
  const last = values[at + field.BULK_LAST + side];
  values[at + field.BULK_LAST + side] = time;
  if (Number.isNaN(start) || time - last > PAUSE) {
    values[at + field.BULK_START + side] = time;
    values[at + field.BULK_RUN + side] = 1;
    values[at + field.BULK_RUN_BYTES + side] = bytes;
    return;
  }
  const packets = ++values[at + field.BULK_RUN + side];
  values[at + field.BULK_RUN_BYTES + side] += bytes;
  if (packets < LEAST_PACKETS) return;
  const isNew = packets === LEAST_PACKETS;
  if (isNew) values[at + field.BULKS + side]++;
  values[at + field.BULK_PACKETS + side] += isNew ? packets : 1;
  values[at + field.BULK_BYTES + side] += isNew ? values[at + field.BULK_RUN_BYTES + side] : bytes;
  values[at + field.BULK_TIME + side] += time - (isNew ? start : last);
}
