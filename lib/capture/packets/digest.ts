import type { CapturedPacket } from "./captured_packet.ts";

/** A sum of 32 bits of what was captured of a packet: FNV-1a. */
export function digestOf({ bytes, start, end }: CapturedPacket): number {
  let digest = 0x811c9dc5;
  for (let i = start; i < end; i++) digest = Math.imul(digest ^ bytes[i], 0x01000193);
  return digest >>> 0;
}
