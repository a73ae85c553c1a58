/**
 * Gives later fragments the ports of their first one.
 *
 * @module
 */
import type { DecodedPacket } from "./decoded_packet.ts";

/** Datagrams whose ports are remembered. */
const REMEMBERED = 4096;

/** Ports of fragmented datagrams, for the fragments that lack them. */
export class FragmentPorts {
  readonly #ports = new Map<string, number>();
  #orphans = 0;

  /** Fragments that came before their first one, or without it; they have no ports. */
  get orphans(): number {
    return this.#orphans;
  }

  /** Remembers the ports of a first fragment, and fills in those of a later one. */
  apply(packet: DecodedPacket): void {
    if (packet.fragmentId < 0) return;
    const { source, destination, protocol, fragmentId } = packet;
    const key = `${source.join()}-${destination.join()}-${protocol}-${fragmentId}`;
    if (!packet.isLaterFragment) {
      this.#ports.delete(key);
      this.#ports.set(key, packet.sourcePort * 65_536 + packet.destinationPort);
      if (this.#ports.size > REMEMBERED) this.#ports.delete(this.#ports.keys().next().value!);
      return;
    }
    const ports = this.#ports.get(key);
    if (ports === undefined) this.#orphans++;
    else {
      packet.sourcePort = Math.floor(ports / 65_536);
      packet.destinationPort = ports % 65_536;
    }
  }
}
