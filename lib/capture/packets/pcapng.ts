/**
 * The capture format of Wireshark, which may hold packets of several interfaces.
 *
 * Source: Tuexen, M. et al., "PCAP Next Generation (pcapng) Capture File Format", IETF
 * draft-ietf-opsawg-pcapng.
 *
 * @module
 */
import { CaptureError } from "../capture_error.ts";
import type { CaptureBlocks } from "./capture_blocks.ts";
import type { CapturedPacket } from "./captured_packet.ts";

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const END_OF_OPTIONS = 0;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;

/** The years 1 to 9999, in seconds since 1970. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;

/** Every block begins with its type and length, and ends with its length once more. */
const FRAME_BYTES = 12;

interface Interface {
  linkType: number;
  snapLength: number;
  /** Units of a second. */
  unitsPerSecond: bigint;
  /** Seconds to add to times. */
  offset: bigint;
}

/** Blocks of a pcapng file. */
export class PcapngBlocks implements CaptureBlocks {
  readonly headBytes = FRAME_BYTES;
  epochSeconds: number | null;
  #isLittleEndian = false;
  #interfaces: Interface[] = [];

  /** @param epochSeconds see {@linkcode CaptureBlocks.epochSeconds} */
  constructor(epochSeconds: number | null) {
    this.epochSeconds = epochSeconds;
  }

  blockLength(view: DataView, at: number): number {
    // The length of a section header is in the byte order that the section has.
    if (view.getUint32(at) === SECTION_HEADER) {
      const isLittleEndian = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!isLittleEndian && view.getUint32(at + 8) !== BYTE_ORDER_MAGIC) {
        throw new CaptureError("The capture is damaged: a section has no byte order.");
      }
      this.#isLittleEndian = isLittleEndian;
    }
    const length = view.getUint32(at + 4, this.#isLittleEndian);
    if (length < FRAME_BYTES || length % 4 !== 0) {
      throw new CaptureError(
        `The capture is damaged: a block claims to have ${length} bytes. All packets before it were read.`,
      );
    }
    return length;
  }

  readBlock(view: DataView, at: number, length: number, packet: CapturedPacket): boolean {
    const end = at + length - 4;
    const type = view.getUint32(at, this.#isLittleEndian);
    switch (type) {
      case SECTION_HEADER:
        this.#interfaces = [];
        return false;
      case INTERFACE_DESCRIPTION:
        this.#readInterface(view, at, end);
        return false;
      case ENHANCED_PACKET:
      case OBSOLETE_PACKET:
        return this.#readPacket(view, at, end, type, packet);
      case SIMPLE_PACKET:
        return this.#readSimplePacket(view, at, end, packet);
      default:
        return false;
    }
  }

  #readInterface(view: DataView, at: number, end: number): void {
    const little = this.#isLittleEndian;
    if (end - at < 16) throw damaged("an interface");
    const described: Interface = {
      linkType: view.getUint16(at + 8, little),
      snapLength: view.getUint32(at + 12, little),
      unitsPerSecond: 1_000_000n,
      offset: 0n,
    };
    for (let option = at + 16; option + 4 <= end;) {
      const code = view.getUint16(option, little);
      const size = view.getUint16(option + 2, little);
      if (code === END_OF_OPTIONS || option + 4 + size > end) break;
      if (code === IF_TSRESOL && size === 1) {
        const value = view.getUint8(option + 4);
        const exponent = BigInt(value & 0x7f);
        described.unitsPerSecond = (value & 0x80 ? 2n : 10n) ** exponent;
      }
      if (code === IF_TSOFFSET && size === 8) {
        described.offset = view.getBigInt64(option + 4, little);
      }
      option += 4 + size + (-size & 3);
    }
    this.#interfaces.push(described);
  }

  #readPacket(
    view: DataView,
    at: number,
    end: number,
    type: number,
    packet: CapturedPacket,
  ): boolean {
    const little = this.#isLittleEndian;
    if (end - at < 28) throw damaged("a packet");
    const id = type === ENHANCED_PACKET
      ? view.getUint32(at + 8, little)
      : view.getUint16(at + 8, little);
    const described = this.#interfaces[id];
    if (!described) throw damaged(`a packet of interface ${id}`);
    const captured = view.getUint32(at + 20, little);
    if (at + 28 + captured > end) throw damaged("a packet");
    packet.start = at + 28;
    packet.end = at + 28 + captured;
    packet.wireLength = view.getUint32(at + 24, little);
    packet.linkType = described.linkType;
    packet.time = this.#timeOf(
      view.getUint32(at + 12, little),
      view.getUint32(at + 16, little),
      described,
    );
    return true;
  }

  /** A packet without a time: it has that of the packet before it. */
  #readSimplePacket(view: DataView, at: number, end: number, packet: CapturedPacket): boolean {
    const described = this.#interfaces[0];
    if (!described || end - at < 12) throw damaged("a packet");
    packet.wireLength = view.getUint32(at + 8, this.#isLittleEndian);
    const { snapLength, linkType } = described;
    const captured = Math.min(packet.wireLength, snapLength || Infinity, end - at - 12);
    packet.start = at + 12;
    packet.end = at + 12 + captured;
    packet.linkType = linkType;
    return true;
  }

  #timeOf(high: number, low: number, { unitsPerSecond, offset }: Interface): number {
    if (unitsPerSecond === 1_000_000n && offset === 0n) {
      // Microseconds, as nearly all files have them: exact in doubles for 285 years.
      const units = high * 2 ** 32 + low;
      const seconds = Math.floor(units / 1e6);
      return this.#since(seconds, (units - seconds * 1e6) * 1000);
    }
    const units = (BigInt(high) << 32n) | BigInt(low);
    const nanoseconds = (units % unitsPerSecond) * 1_000_000_000n / unitsPerSecond;
    return this.#since(Number(units / unitsPerSecond + offset), Number(nanoseconds));
  }

  /** @param seconds since 1970, which a damaged file may put beyond every calendar */
  #since(seconds: number, nanoseconds: number): number {
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      throw new CaptureError(
        "The capture is damaged: a packet has an impossible time. All packets before it were read.",
      );
    }
    this.epochSeconds ??= seconds;
    return (seconds - this.epochSeconds) * 1e9 + nanoseconds;
  }
}

function damaged(what: string): CaptureError {
  return new CaptureError(
    `The capture is damaged: ${what} is not whole. All packets before it were read.`,
  );
}
