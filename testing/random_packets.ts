import { createRandom } from "../lib/base/random.ts";
import { ACK, FIN, ICMP, SYN, UDP } from "../lib/capture/packets/decoded_packet.ts";
import type { PacketSpec } from "../lib/capture/testing.ts";

/** Packets between a few hosts in the order of their times, the same for the same seed. */
export function randomPackets(count: number, seed: number): PacketSpec[] {
  const random = createRandom(seed);
  const below = (limit: number) => random.integer(limit);
  const flags = [SYN, SYN | ACK, ACK, ACK, ACK, FIN | ACK];
  let time = 0;
  return Array.from({ length: count }, () => {
    time += random.next() / 100;
    return {
      time,
      source: `10.0.0.${1 + below(8)}`,
      destination: `10.0.1.${1 + below(8)}`,
      sourcePort: 50_000 + below(4),
      // Ports of no protocol that tshark would look into.
      destinationPort: 61_000 + below(4),
      protocol: [6, 6, UDP, ICMP][below(4)],
      flags: flags[below(flags.length)],
      sequence: below(2 ** 32),
      payload: below(100),
    };
  });
}
