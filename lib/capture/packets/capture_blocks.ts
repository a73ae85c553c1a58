import type { CapturedPacket } from "./captured_packet.ts";

/** A format of capture: how its bytes fall into blocks, and which of them are packets. */
export interface CaptureBlocks {
  /** Bytes that are needed to tell how long the block at the front is. */
  readonly headBytes: number;
  /**
   * Length of a block in bytes, at least {@linkcode CaptureBlocks.headBytes}.
   *
   * @throws {CaptureError} when the bytes are no block
   */
  blockLength(view: DataView, at: number): number;
  /**
   * Reads a whole block.
   *
   * @param packet filled in where the block is one
   * @returns whether it is
   */
  readBlock(view: DataView, at: number, length: number, packet: CapturedPacket): boolean;
  /** Seconds of the Unix epoch that times count from; `null` before the first packet has set it. */
  readonly epochSeconds: number | null;
}
