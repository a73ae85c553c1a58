import type { CapturedPacket } from "./captured_packet.ts";
import { decodePacket } from "./decode_packet.ts";
import { DecodedPacket } from "./decoded_packet.ts";
import { openTunnel, type TunnelKind, tunnelOf } from "./tunnel.ts";

/** Tunnels within tunnels that are looked into. */
const MAX_DEPTH = 4;

/** Counts the packets of tunnels, and replaces them by those that they carry. */
export class TunnelPackets {
  readonly #counts: Partial<Record<TunnelKind, number>> = {};
  readonly #captured: CapturedPacket = {
    bytes: new Uint8Array(0),
    start: 0,
    end: 0,
    wireLength: 0,
    linkType: 0,
    time: 0,
  };
  readonly #inner = new DecodedPacket();

  /** Packets that carry another one of IP, by the outermost tunnel. */
  get counts(): Partial<Record<TunnelKind, number>> {
    return this.#counts;
  }

  /**
   * Looks into a packet. One whose inner packet cannot be read stays what it is.
   *
   * @param decoded the outer packet; where `isReplaced`, what it carries afterwards
   */
  open(packet: CapturedPacket, decoded: DecodedPacket, isReplaced: boolean): void {
    let outer = packet;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const tunnel = tunnelOf(decoded);
      if (tunnel === null) return;
      if (!openTunnel(outer, tunnel, decoded.transportAt, this.#captured)) return;
      outer = this.#captured;
      if (decodePacket(outer, this.#inner) !== null) return;
      if (depth === 0) this.#counts[tunnel] = (this.#counts[tunnel] ?? 0) + 1;
      if (!isReplaced) return;
      decodePacket(outer, decoded);
    }
  }
}
