/**
 * Reads captures of tcpdump, Wireshark and the like in blocks of any size.
 *
 * @module
 */
import { concatenated } from "../../base/typed_arrays.ts";
import { CaptureError } from "../capture_error.ts";
import type { CaptureBlocks } from "./capture_blocks.ts";
import type { CapturedPacket } from "./captured_packet.ts";
import { PcapBlocks } from "./pcap.ts";
import { PcapngBlocks } from "./pcapng.ts";

/** The longest packet or block that a capture may hold, in bytes. */
export const MAX_BLOCK_BYTES = 2 ** 24;

/** The first bytes of a file that tell its format. */
export const CAPTURE_MAGIC_BYTES = 4;

/** Bytes that are copied to where the block before them was cut. */
const JOINT_BYTES = 2 ** 16;

const PCAP_MAGICS = new Set([0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1]);
const PCAPNG_MAGIC = 0x0a0d0d0a;

/** What the first four bytes say a file is; `null` when it is no capture. */
export function captureFormat(bytes: Uint8Array): "pcap" | "pcapng" | null {
  if (bytes.length < CAPTURE_MAGIC_BYTES) return null;
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (PCAP_MAGICS.has(magic)) return "pcap";
  return magic === PCAPNG_MAGIC ? "pcapng" : null;
}

/** Cuts the bytes of one capture into packets. */
export class CaptureReader {
  readonly #onPacket: (packet: CapturedPacket) => void;
  readonly #epochSeconds: number | null;
  #blocks: CaptureBlocks | null = null;
  /** Bytes that do not make a block yet. */
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #fault: string | null = null;
  readonly #packet: CapturedPacket = {
    bytes: this.#rest,
    start: 0,
    end: 0,
    wireLength: 0,
    linkType: 0,
    time: 0,
  };

  /**
   * @param onPacket called with each packet in the order of the capture
   * @param epochSeconds what times count from; `null`: the second of the first packet
   */
  constructor(onPacket: (packet: CapturedPacket) => void, epochSeconds: number | null = null) {
    this.#onPacket = onPacket;
    this.#epochSeconds = epochSeconds;
  }

  /** Seconds of the Unix epoch that the times of packets count from; `null` before there is a packet. */
  get epochSeconds(): number | null {
    return this.#blocks?.epochSeconds ?? this.#epochSeconds;
  }

  /** Why the capture cannot be read to its end, in a sentence; `null` while it can. */
  get fault(): string | null {
    return this.#fault;
  }

  /**
   * Reads the next bytes. After a fault within the capture further bytes are passed over: what came
   * before stays valid.
   *
   * @throws {CaptureError} when the beginning is no capture
   */
  push(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#fault !== null) return;
    const rest = this.#rest;
    if (rest.length === 0) {
      this.#readOn(bytes);
      return;
    }
    // The block that was cut, and as little more as most blocks need: copying all would take as long as
    // reading it.
    const joint = this.#readOn(
      concatenated(Uint8Array, [rest, bytes.subarray(0, JOINT_BYTES)]),
    ) - rest.length;
    if (bytes.length <= JOINT_BYTES || this.#fault !== null) return;
    if (joint >= 0) this.#readOn(bytes.subarray(joint));
    else this.#readOn(concatenated(Uint8Array, [this.#rest, bytes.subarray(JOINT_BYTES)]));
  }

  /** Says that no bytes follow. */
  end(): void {
    if (this.#fault === null && this.#rest.length > 0) {
      this.#fault =
        "The capture is cut off within its last packet; all packets before it were read.";
    }
  }

  /** Reads all whole blocks, keeps what is left, and gives how many bytes were read. */
  #readOn(bytes: Uint8Array<ArrayBuffer>): number {
    if (this.#blocks === null) {
      if (bytes.length < CAPTURE_MAGIC_BYTES) {
        this.#rest = bytes.slice();
        return 0;
      }
      const format = captureFormat(bytes);
      if (format === null) throw new CaptureError("The file is not a packet capture.");
      const Blocks = format === "pcap" ? PcapBlocks : PcapngBlocks;
      this.#blocks = new Blocks(this.#epochSeconds);
    }
    const read = this.#read(bytes, this.#blocks);
    // What is kept is copied: the caller may use its buffer again.
    this.#rest = bytes.slice(read);
    return read;
  }

  /** Reads all whole blocks, and gives how many bytes they take. */
  #read(bytes: Uint8Array<ArrayBuffer>, blocks: CaptureBlocks): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const packet = this.#packet;
    packet.bytes = bytes;
    let at = 0;
    try {
      while (bytes.length - at >= blocks.headBytes) {
        const length = blocks.blockLength(view, at);
        if (length > MAX_BLOCK_BYTES) {
          throw new CaptureError(
            `A packet claims to have ${length} bytes. The capture is damaged there; all packets before it were read.`,
          );
        }
        if (bytes.length - at < length) break;
        if (blocks.readBlock(view, at, length, packet)) this.#onPacket(packet);
        at += length;
      }
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      this.#fault = error.message;
      return bytes.length;
    }
    return at;
  }
}
