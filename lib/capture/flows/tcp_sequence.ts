import { type DecodedPacket, FIN, SYN } from "../packets/decoded_packet.ts";
import { MISSED_BYTES, NEXT_SEQUENCE } from "./fields.ts";

/**
 * Counts the bytes that a direction of TCP skipped: gaps in its sequence numbers that no later segment
 * filled. A segment that comes twice while a gap is open counts as filling it.
 */
export function followSequence(
  values: Float64Array,
  at: number,
  side: number,
  { sequence, payloadBytes, flags }: DecodedPacket,
): void {
  const length = payloadBytes + ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
  const expected = values[at + NEXT_SEQUENCE + side];
  if (Number.isNaN(expected)) {
    values[at + NEXT_SEQUENCE + side] = (sequence + length) >>> 0;
    return;
  }
  // The distance between sequence numbers, which begin again after 2^32.
  const ahead = (sequence - expected) | 0;
  if (ahead >= 0) {
    if (length === 0) return;
    values[at + MISSED_BYTES + side] += ahead;
    values[at + NEXT_SEQUENCE + side] = (sequence + length) >>> 0;
    return;
  }
  const old = Math.min(length, -ahead);
  values[at + MISSED_BYTES + side] = Math.max(values[at + MISSED_BYTES + side] - old, 0);
  if (ahead + length > 0) values[at + NEXT_SEQUENCE + side] = (sequence + length) >>> 0;
}
