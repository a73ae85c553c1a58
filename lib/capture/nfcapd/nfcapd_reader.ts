/**
 * Reads the flows of nfcapd files, as nfcapd, nfpcapd and nfdump write them.
 *
 * Source: nfdump, nffile.h, nffileV2.h and id.h.
 *
 * @module
 */
import { concatenated } from "../../base/typed_arrays.ts";
import { CaptureError } from "../capture_error.ts";
import type { ExportedFlow } from "../exports/exported_flow.ts";
import { blockCodec, MAX_UNPACKED_BYTES, type UnpackBlock } from "./block_codec.ts";
import { FileExporters } from "./exporters.ts";
import { type FileHeader, readFileHeader } from "./file_header.ts";
import { readExtensionMap, readV1Record, V1_RECORD, V1_SHORT_RECORD } from "./v1_record.ts";
import { readV3Record } from "./v3_record.ts";

const BLOCK_HEAD_BYTES = 12;
const RECORD_HEAD_BYTES = 4;
/** A flag of blocks that are not compressed although those of the file are. */
const UNCOMPRESSED = 1;

/** Types of blocks whose records have their own heads. */
const RECORD_BLOCKS = new Set([2, 3]);

const EXTENSION_MAP = 2;
const EXPORTER = 7;
const V3_RECORD = 11;

/** Reads one file in blocks of any size. */
export class NfcapdReader {
  readonly #onFlow: (flow: ExportedFlow) => void;
  #header: FileHeader | null = null;
  #unpack: UnpackBlock | null = null;
  /** Bytes that do not make a block yet. */
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #blocks = 0;
  readonly #exporters = new FileExporters();
  readonly #maps = new Map<number, number[]>();
  #skipped = 0;
  #fault: string | null = null;

  /** @param onFlow called with each flow in the order of the file */
  constructor(onFlow: (flow: ExportedFlow) => void) {
    this.#onFlow = onFlow;
  }

  /** Records of events and damaged ones. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Why the file cannot be read to its end, in a sentence; `null` while it can. */
  get fault(): string | null {
    return this.#fault;
  }

  /**
   * Reads the next bytes. After a fault within the file further bytes are passed over: what came before
   * stays valid.
   *
   * @throws {CaptureError} when the file is not one of nfcapd, or cannot be read at all
   */
  async push(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#fault !== null || this.#isComplete()) return;
    const joined = this.#rest.length === 0 ? bytes : concatenated(Uint8Array, [this.#rest, bytes]);
    let at = 0;
    if (this.#header === null) {
      this.#header = readFileHeader(joined);
      if (this.#header === null) {
        this.#rest = joined.slice();
        return;
      }
      this.#unpack = await blockCodec(this.#header.compression);
      at = this.#header.length;
    }
    at = this.#readBlocks(joined, at);
    this.#rest = joined.slice(at);
  }

  /** Says that no bytes follow. */
  end(): void {
    if (this.#fault !== null || this.#isComplete()) return;
    const isMissing = this.#header === null || this.#blocks < this.#header.blocks;
    if (this.#rest.length > 0 || isMissing) {
      this.#fault = "The nfcapd file is cut off; all records before were read.";
    }
  }

  /** What follows the blocks of records is for nfdump alone. */
  #isComplete(): boolean {
    const header = this.#header;
    return header !== null && header.blocks > 0 && this.#blocks >= header.blocks;
  }

  /** Reads all whole blocks, and gives where the rest begins. */
  #readBlocks(bytes: Uint8Array<ArrayBuffer>, from: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = from;
    while (bytes.length - at >= BLOCK_HEAD_BYTES && !this.#isComplete()) {
      const size = view.getUint32(at + 4, true);
      if (size > MAX_UNPACKED_BYTES) {
        this.#fault = this.#damaged(`claims to have ${size} bytes`);
        return bytes.length;
      }
      const end = at + BLOCK_HEAD_BYTES + size;
      if (end > bytes.length) break;
      try {
        this.#readBlock(view, bytes.subarray(at + BLOCK_HEAD_BYTES, end), at);
      } catch (error) {
        this.#fault = error instanceof CaptureError
          ? error.message
          : this.#damaged("cannot be unpacked");
        return bytes.length;
      }
      this.#blocks++;
      at = end;
    }
    return at;
  }

  #readBlock(view: DataView, packed: Uint8Array, at: number): void {
    const records = view.getUint32(at, true);
    const type = view.getUint16(at + 8, true);
    const isPlain = (view.getUint16(at + 10, true) & UNCOMPRESSED) !== 0;
    if (!RECORD_BLOCKS.has(type)) return;
    const block = isPlain ? packed : this.#unpack!(packed);
    this.#readRecords(new DataView(block.buffer, block.byteOffset, block.byteLength), records);
  }

  /** @throws {CaptureError} when the block ends before its records do */
  #readRecords(view: DataView, records: number): void {
    let at = 0;
    for (let i = 0; i < records; i++) {
      const isWhole = view.byteLength - at >= RECORD_HEAD_BYTES;
      const length = isWhole ? view.getUint16(at + 2, true) : 0;
      if (length < RECORD_HEAD_BYTES || at + length > view.byteLength) {
        throw new CaptureError(this.#damaged("has a record that is not whole"));
      }
      this.#readRecord(view, at, length);
      at += length;
    }
  }

  #readRecord(view: DataView, at: number, length: number): void {
    switch (view.getUint16(at, true)) {
      case V3_RECORD:
        this.#add(readV3Record(view, at, length, this.#exporters));
        break;
      case V1_RECORD:
      case V1_SHORT_RECORD:
        this.#add(readV1Record(view, at, length, this.#maps, this.#exporters));
        break;
      case EXTENSION_MAP: {
        const map = readExtensionMap(view, at, length);
        if (map) this.#maps.set(map.id, map.extensions);
        break;
      }
      case EXPORTER:
        this.#exporters.learn(view, at, length);
    }
  }

  #add(flow: ExportedFlow | null): void {
    if (flow === null) this.#skipped++;
    else this.#onFlow(flow);
  }

  #damaged(what: string): string {
    return `The nfcapd file is damaged: block ${
      this.#blocks + 1
    } ${what}. All records before it were read.`;
  }
}
