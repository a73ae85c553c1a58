import { FLOW_COLUMNS, FlowRecord } from "../../../capture/columns/mod.ts";
import {
  addToBlock,
  type FlowBlock,
  flowsOfBlock,
  newFlowBlock,
} from "../../../capture/flows/flow_block.ts";
import { ParquetFile } from "../parquet/parquet_file.ts";
import { FlowGroup } from "./flow_group.ts";
import { FlowThread } from "./flow_thread.ts";
import type { FlowAnswer } from "./flow_worker.ts";

/** Flows of a block: 6 MB. Captures of fewer start no thread. */
const BLOCK_ROWS = 2 ** 13;
/** Blocks that may wait for the thread. */
const MOST_WAITING = 3;

/**
 * Writes the flows of packets with all their columns into a Parquet file. Columns are worked out and
 * encoded on a thread of their own while packets are read on. Close it with `using`.
 */
export class PacketFlowWriter implements Disposable {
  readonly #file: ParquetFile;
  #block = newFlowBlock(BLOCK_ROWS);
  #thread: FlowThread | null = null;
  /** In the order of the blocks. */
  readonly #answers: Promise<FlowAnswer>[] = [];
  readonly #unused: FlowBlock[] = [];

  /** @param path the file; one that is there is replaced */
  constructor(path: string) {
    this.#file = new ParquetFile(path, FLOW_COLUMNS);
  }

  /** Adds a flow, which is copied. */
  add(flow: FlowRecord): void {
    if (this.#block.size === BLOCK_ROWS) this.#send();
    addToBlock(this.#block, flow);
    this.#block.epochSeconds = flow.epochSeconds;
  }

  /**
   * Waits until the thread has caught up. Call it between blocks of packets.
   *
   * @throws {DatasetError} when the disk is full
   */
  async catchUp(): Promise<void> {
    while (this.#answers.length > MOST_WAITING) await this.#takeAnswer();
  }

  /**
   * Writes what is held back and what ends the file.
   *
   * @throws {DatasetError} when the disk is full
   */
  async finish(): Promise<void> {
    if (this.#thread === null) this.#writeHere();
    else {
      this.#send();
      this.#answers.push(this.#thread.end());
      while (this.#answers.length > 0) await this.#takeAnswer();
    }
    await this.#file.finish();
  }

  [Symbol.dispose](): void {
    this.#thread?.[Symbol.dispose]();
    this.#file[Symbol.dispose]();
  }

  #send(): void {
    this.#thread ??= new FlowThread();
    this.#answers.push(this.#thread.encode(this.#block));
    this.#block = this.#unused.pop() ?? newFlowBlock(BLOCK_ROWS);
    this.#block.size = 0;
  }

  async #takeAnswer(): Promise<void> {
    const { groups, block } = await this.#answers.shift()!;
    for (const group of groups) this.#file.append(group);
    if (block !== null) this.#unused.push(block);
  }

  #writeHere(): void {
    const group = new FlowGroup(FLOW_COLUMNS);
    for (const flow of flowsOfBlock(this.#block)) {
      group.add(new FlowRecord(flow, this.#block.epochSeconds));
    }
    const rest = group.take();
    if (rest !== null) this.#file.append(rest);
  }
}
