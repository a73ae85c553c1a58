import * as field from "../flows/fields.ts";
import type { EndedFlow } from "../flows/flow_meter.ts";
import { addressOf, type FlowRows, portOf, protocolOf } from "../flows/flow_rows.ts";
import { addressText } from "./address_text.ts";

/** The two directions of a flow: from the originator, and back. */
export const FORWARD = 0;
export const BACKWARD = 1;

/** A flow that has ended, as columns read it; valid as long as its row is. */
export class FlowRecord {
  /** The rows that the flow is one of. */
  readonly rows: FlowRows;
  readonly row: number;
  /** The numbers of the rows, and where those of the flow begin. */
  readonly values: Float64Array;
  readonly at: number;
  readonly protocol: number;
  readonly originatorPort: number;
  readonly responderPort: number;
  readonly reason: EndedFlow["reason"];
  /** Seconds of the Unix epoch that times count from. */
  readonly epochSeconds: number;
  readonly #isFirst: boolean;
  #originator: string | null = null;
  #responder: string | null = null;

  constructor({ rows, row, reason }: EndedFlow, epochSeconds: number) {
    this.rows = rows;
    this.row = row;
    this.values = rows.values;
    this.at = row * field.FIELDS;
    this.#isFirst = this.values[this.at + field.FIRST_IS_ORIGINATOR] === 1;
    this.protocol = protocolOf(rows, row);
    this.originatorPort = portOf(rows, row, this.#isFirst);
    this.responderPort = portOf(rows, row, !this.#isFirst);
    this.reason = reason;
    this.epochSeconds = epochSeconds;
  }

  /** Address of the endpoint that began; written out when it is asked for. */
  get originator(): string {
    return this.#originator ??= this.#addressText(this.#isFirst);
  }

  /** Address of the other endpoint. */
  get responder(): string {
    return this.#responder ??= this.#addressText(!this.#isFirst);
  }

  #addressText(isFirst: boolean): string {
    const version = this.values[this.at + field.VERSION];
    return addressText(addressOf(this.rows, this.row, isFirst), version);
  }
}
