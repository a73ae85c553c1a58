import type { Readable } from "node:stream";
import { CaptureError } from "../../capture/capture_error.ts";
import { FLOW_COLUMNS } from "../../capture/columns/mod.ts";
import { CaptureFlows } from "../../capture/read_capture.ts";
import { FlowText } from "../source/flow_text.ts";
import { faultBlock, type FileBlock, type FileReader } from "./file_reader.ts";
import type { LogPosition } from "./log_position.ts";

/** A block is given once its flows have so many characters. */
const BLOCK_CHARACTERS = 2 ** 20;

const DAMAGED = "A packed capture is damaged or ends early.";

/** How packets become flows. */
export interface CaptureTimeouts {
  idleTimeout: number;
  activeTimeout: number;
}

/**
 * Reads a capture, packed or not, while it grows: flows are given as they end. The same packets give
 * the same flows in the same order, so that a position is how many were given.
 */
export class CaptureFile implements FileReader {
  readonly #open: (from: number) => Readable;
  readonly #size: () => Promise<number>;
  readonly #log: LogPosition;
  readonly #text = new FlowText(FLOW_COLUMNS);
  readonly #flows: CaptureFlows;
  /** The content from `#bytes` on; opened again where the file has grown. */
  #stream: Readable | null = null;
  #bytes = 0;
  /** Flows that were given before this file was opened. */
  #skip: number;

  /**
   * @param open the content, unpacked, from a place on
   * @param size of the content; of packed files any
   */
  constructor(
    open: (from: number) => Readable,
    size: () => Promise<number>,
    log: LogPosition,
    timeouts: CaptureTimeouts,
  ) {
    this.#open = open;
    this.#size = size;
    this.#log = log;
    this.#skip = log.offset;
    this.#flows = new CaptureFlows((flow) => {
      if (this.#skip > 0) this.#skip--;
      else this.#text.add(flow);
    }, timeouts);
  }

  async next(isClosed: boolean): Promise<FileBlock | null> {
    const log = this.#log;
    if (log.isDone) return null;
    let fault: string | null = null;
    try {
      if (await this.#read()) return this.#take();
    } catch (error) {
      fault = error instanceof CaptureError ? error.message : DAMAGED;
    }
    if (isClosed || fault !== null) {
      fault ??= this.#flows.end().fault;
      log.isDone = true;
    }
    if (this.#text.records === 0) return fault === null ? null : faultBlock(fault, log.name);
    const block = this.#take();
    return fault === null ? block : { ...block, faults: faultBlock(fault, log.name).faults };
  }

  async behindBytes(): Promise<number> {
    return this.#log.isDone ? 0 : Math.max(0, await this.#size() - this.#bytes);
  }

  [Symbol.dispose](): void {
    this.#stream?.destroy();
  }

  /** Reads on until a block is full, or to the end of what is there; says which. */
  async #read(): Promise<boolean> {
    this.#stream ??= this.#open(this.#bytes);
    for await (const chunk of this.#stream.iterator({ destroyOnReturn: false })) {
      this.#bytes += chunk.length;
      this.#flows.push(chunk as Uint8Array<ArrayBuffer>);
      if (this.#text.length > BLOCK_CHARACTERS) return true;
    }
    this.#stream = null;
    return false;
  }

  #take(): FileBlock {
    const block = this.#text.take();
    this.#log.offset += block.records;
    return { ...block, skipped: 0, faults: [] };
  }
}
