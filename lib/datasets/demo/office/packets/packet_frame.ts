/**
 * The bytes of a packet: Ethernet, IPv4 or IPv6, and TCP, UDP, ICMP or ICMPv6.
 *
 * Checksums of transports are left 0, as a system does that lets its network card compute them.
 *
 * @module
 */
import ipaddr from "ipaddr.js";
import type { OfficeConnection } from "../connection.ts";
import { firstPayload } from "./first_payload.ts";
import { ACK, type Packet, SYN } from "./packet.ts";

/** Bytes of a packet that a capture keeps at most. */
export const SNAP_BYTES = 128;

const ETHERNET_BYTES = 14;
const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const TCP_BYTES = 20;
/** Also of ICMP. */
const UDP_BYTES = 8;
const PROTOCOLS = { tcp: 6, udp: 17, icmp: 1 } as const;
const ICMPV6 = 58;
const ECHO_REQUEST = 8;
const ECHO_REQUEST_6 = 128;
const ECHO_REPLY_6 = 129;

/** A machine as frames name it. */
interface End {
  ip: Uint8Array;
  mac: Uint8Array;
  port: number;
}

/** Writes the frames of one connection. */
export class FrameWriter {
  readonly #connection: OfficeConnection;
  readonly #ends: readonly [End, End];
  readonly #isIpv6: boolean;
  readonly #beginnings: readonly [Uint8Array, Uint8Array];
  readonly #firstSequences: readonly [number, number];

  /** @param isLocal whether an address is inside; all others are behind the router */
  constructor(connection: OfficeConnection, isLocal: (address: string) => boolean) {
    const { source, destination, sourcePort, destinationPort } = connection;
    this.#connection = connection;
    const end = (address: string, port: number): End => {
      const ip = Uint8Array.from(ipaddr.parse(address).toByteArray());
      return { ip, mac: macOf(ip, isLocal(address)), port };
    };
    this.#ends = [end(source, sourcePort), end(destination, destinationPort)];
    this.#isIpv6 = this.#ends[0].ip.length === 16;
    this.#beginnings = [firstPayload(connection, true), firstPayload(connection, false)];
    const first = Math.floor(connection.time * 1000) >>> 0;
    this.#firstSequences = [first, (first ^ 0x5bd1e995) >>> 0];
  }

  /**
   * Writes a frame, cut off after {@linkcode SNAP_BYTES}.
   *
   * @returns how long it is in the capture and on the wire
   */
  write(packet: Packet, bytes: Uint8Array, at: number): { captured: number; onWire: number } {
    const ipBytes = this.#isIpv6 ? IPV6_BYTES : IPV4_BYTES;
    const transportBytes = this.#connection.protocol === "tcp" ? TCP_BYTES : UDP_BYTES;
    const onWire = ETHERNET_BYTES + ipBytes + transportBytes + packet.payload;
    const captured = Math.min(onWire, SNAP_BYTES);
    bytes.fill(0, at, at + captured);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const side = packet.isForward ? 0 : 1;
    const [from, to] = [this.#ends[side], this.#ends[1 - side]];
    bytes.set(to.mac, at);
    bytes.set(from.mac, at + 6);
    view.setUint16(at + 12, this.#isIpv6 ? 0x86dd : 0x0800);
    const ip = at + ETHERNET_BYTES;
    if (this.#isIpv6) this.#writeIpv6(view, bytes, ip, transportBytes + packet.payload, from, to);
    else this.#writeIpv4(view, bytes, ip, packet, transportBytes + packet.payload, from, to);
    this.#writeTransport(view, ip + ipBytes, packet, from, to);
    if (packet.sent === 0 && packet.payload > 0) {
      const start = ip + ipBytes + transportBytes;
      const room = Math.max(0, Math.min(packet.payload, at + captured - start));
      bytes.set(this.#beginnings[side].subarray(0, room), start);
    }
    return { captured, onWire };
  }

  #writeIpv4(
    view: DataView,
    bytes: Uint8Array,
    ip: number,
    { index }: Packet,
    length: number,
    from: End,
    to: End,
  ): void {
    bytes[ip] = 0x45;
    view.setUint16(ip + 2, IPV4_BYTES + length);
    view.setUint16(ip + 4, index & 0xffff);
    bytes[ip + 8] = 64;
    bytes[ip + 9] = PROTOCOLS[this.#connection.protocol];
    bytes.set(from.ip, ip + 12);
    bytes.set(to.ip, ip + 16);
    let sum = 0;
    for (let word = ip; word < ip + IPV4_BYTES; word += 2) sum += view.getUint16(word);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    view.setUint16(ip + 10, ~sum & 0xffff);
  }

  #writeIpv6(
    view: DataView,
    bytes: Uint8Array,
    ip: number,
    length: number,
    from: End,
    to: End,
  ): void {
    bytes[ip] = 0x60;
    view.setUint16(ip + 4, length);
    const { protocol } = this.#connection;
    bytes[ip + 6] = protocol === "icmp" ? ICMPV6 : PROTOCOLS[protocol];
    bytes[ip + 7] = 64;
    bytes.set(from.ip, ip + 8);
    bytes.set(to.ip, ip + 24);
  }

  #writeTransport(view: DataView, at: number, packet: Packet, from: End, to: End): void {
    const { protocol } = this.#connection;
    if (protocol === "icmp") {
      this.#writeMessage(view, at, packet);
      return;
    }
    view.setUint16(at, from.port);
    view.setUint16(at + 2, to.port);
    if (protocol === "udp") {
      view.setUint16(at + 4, UDP_BYTES + packet.payload);
      return;
    }
    const side = packet.isForward ? 0 : 1;
    // SYN and FIN count as one byte each.
    const isSyn = (packet.flags & SYN) !== 0;
    view.setUint32(at + 4, this.#firstSequences[side] + packet.sent + Number(!isSyn));
    if ((packet.flags & ACK) !== 0) {
      view.setUint32(at + 8, this.#firstSequences[1 - side] + packet.received + 1);
    }
    view.setUint8(at + 12, TCP_BYTES / 4 << 4);
    view.setUint8(at + 13, packet.flags);
    view.setUint16(at + 14, 0xfaf0);
  }

  /** An echo and its reply share identifier and number; other messages have neither. */
  #writeMessage(view: DataView, at: number, { isForward, index }: Packet): void {
    const { sourcePort: type, time } = this.#connection;
    const isEcho = type === ECHO_REQUEST || type === ECHO_REQUEST_6;
    const reply = this.#isIpv6 ? ECHO_REPLY_6 : 0;
    view.setUint8(at, isForward ? type : reply);
    if (!isEcho) return;
    view.setUint16(at + 4, Math.floor(time) & 0xffff);
    view.setUint16(at + 6, index & 0xffff);
  }
}

/** An address of Ethernet that is administered locally: the machine's, a group's or the router's. */
function macOf(ip: Uint8Array, isLocal: boolean): Uint8Array {
  const tail = ip.subarray(ip.length - 4);
  const isIpv6 = ip.length === 16;
  if (isIpv6 && ip[0] === 0xff) return Uint8Array.of(0x33, 0x33, ...tail);
  if (!isIpv6 && ip[0] >= 224 && ip[0] < 240) {
    return Uint8Array.of(1, 0, 0x5e, ip[1] & 0x7f, ip[2], ip[3]);
  }
  if (!isIpv6 && isLocal && ip[3] === 255) return new Uint8Array(6).fill(0xff);
  return isLocal ? Uint8Array.of(2, isIpv6 ? 6 : 4, ...tail) : Uint8Array.of(2, 0, 0, 0, 0, 1);
}
