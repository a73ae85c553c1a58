import { flowLine } from "../../capture/columns/flow_line.ts";
import { FLOW_COLUMNS, type FlowRecord } from "../../capture/columns/mod.ts";

/** The line that names the columns of flows. */
export const FLOW_HEADER = `${FLOW_COLUMNS.map(({ name }) => name).join(",")}\n`;

/** Collects flows as lines. */
export class FlowText {
  #text = "";
  #records = 0;

  /** Flows that wait. */
  get records(): number {
    return this.#records;
  }

  /** Characters that they take. */
  get length(): number {
    return this.#text.length;
  }

  /** Adds a flow. */
  add(flow: FlowRecord): void {
    this.#text += `${flowLine(flow, FLOW_COLUMNS)}\n`;
    this.#records++;
  }

  /** Gives the flows that wait as lines; from then on none wait. */
  take(): { header: string; lines: Uint8Array<ArrayBuffer>; records: number } {
    const taken = {
      header: FLOW_HEADER,
      lines: new TextEncoder().encode(this.#text),
      records: this.#records,
    };
    this.#text = "";
    this.#records = 0;
    return taken;
  }
}
