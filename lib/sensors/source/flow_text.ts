import type { FlowColumn } from "../../capture/columns/flow_column.ts";
import { flowLine } from "../../capture/columns/flow_line.ts";

/** Collects flows as lines of a block. */
export class FlowText<Flow> {
  readonly #columns: readonly FlowColumn<Flow>[];
  readonly #header: string;
  #text = "";
  #records = 0;

  /** @param columns of the flows, as {@linkcode flowLine} takes them */
  constructor(columns: readonly FlowColumn<Flow>[]) {
    this.#columns = columns;
    this.#header = `${columns.map(({ name }) => name).join(",")}\n`;
  }

  /** Flows that wait. */
  get records(): number {
    return this.#records;
  }

  /** Characters that they take. */
  get length(): number {
    return this.#text.length;
  }

  /** Adds a flow. */
  add(flow: Flow): void {
    this.#text += `${flowLine(flow, this.#columns)}\n`;
    this.#records++;
  }

  /** Gives the flows that wait as lines; from then on none wait. */
  take(): { header: string; lines: Uint8Array<ArrayBuffer>; records: number } {
    const taken = {
      header: this.#header,
      lines: new TextEncoder().encode(this.#text),
      records: this.#records,
    };
    this.#text = "";
    this.#records = 0;
    return taken;
  }
}
