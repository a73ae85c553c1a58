/**
 * The classic capture format of libpcap.
 *
 * Source: Harris, G. and M. Richardson, "PCAP Capture File Format", IETF draft-ietf-opsawg-pcap.
 *
 * @module
 */
import { CaptureError } from "../capture_error.ts";
import type { CaptureBlocks } from "./capture_blocks.ts";
import type { CapturedPacket } from "./captured_packet.ts";

const FILE_HEADER_BYTES = 24;
const PACKET_HEADER_BYTES = 16;
const NANOSECONDS = 1e9;

/** Blocks of a pcap file: its header, then packets. */
export class PcapBlocks implements CaptureBlocks {
  headBytes = FILE_HEADER_BYTES;
  epochSeconds: number | null;
  #isLittleEndian = false;
  #linkType = 0;
  /** Nanoseconds of the unit in which fractions of a second are counted. */
  #unit = 1;
  #hasHeader = false;

  /** @param epochSeconds see {@linkcode CaptureBlocks.epochSeconds} */
  constructor(epochSeconds: number | null) {
    this.epochSeconds = epochSeconds;
  }

  blockLength(view: DataView, at: number): number {
    if (!this.#hasHeader) return FILE_HEADER_BYTES;
    return PACKET_HEADER_BYTES + view.getUint32(at + 8, this.#isLittleEndian);
  }

  readBlock(view: DataView, at: number, length: number, packet: CapturedPacket): boolean {
    if (!this.#hasHeader) {
      this.#readHeader(view, at);
      return false;
    }
    const seconds = view.getUint32(at, this.#isLittleEndian);
    const fraction = view.getUint32(at + 4, this.#isLittleEndian);
    this.epochSeconds ??= seconds;
    packet.start = at + PACKET_HEADER_BYTES;
    packet.end = at + length;
    packet.wireLength = view.getUint32(at + 12, this.#isLittleEndian);
    packet.linkType = this.#linkType;
    packet.time = (seconds - this.epochSeconds) * NANOSECONDS + fraction * this.#unit;
    return true;
  }

  #readHeader(view: DataView, at: number): void {
    const magic = view.getUint32(at);
    this.#isLittleEndian = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
    const isNanoseconds = magic === 0xa1b23c4d || magic === 0x4d3cb2a1;
    this.#unit = isNanoseconds ? 1 : 1000;
    const major = view.getUint16(at + 4, this.#isLittleEndian);
    if (major !== 2) throw new CaptureError(`Captures of version ${major} are not known.`);
    // The upper bits say how long frame check sequences are.
    this.#linkType = view.getUint32(at + 20, this.#isLittleEndian) & 0xffff;
    this.#hasHeader = true;
    this.headBytes = PACKET_HEADER_BYTES;
  }
}
