import type { EndedFlow } from "../flows/flow_meter.ts";
import * as field from "../flows/fields.ts";
import { addressText } from "./address_text.ts";

/** The two directions of a flow: from the originator, and back. */
export const FORWARD = 0;
export const BACKWARD = 1;

/** A flow that has ended, as columns read it. */
export interface FlowRecord {
  /** The numbers of the flow table, and where those of the flow begin. */
  values: Float64Array;
  at: number;
  protocol: number;
  originator: string;
  originatorPort: number;
  responder: string;
  responderPort: number;
  reason: EndedFlow["reason"];
  /** Seconds of the Unix epoch that times count from. */
  epochSeconds: number;
}

/** Reads what columns need of a flow; valid as long as the flow's row is. */
export function flowRecord({ table, row, reason }: EndedFlow, epochSeconds: number): FlowRecord {
  const at = table.offset(row);
  const { values } = table;
  const isFirst = values[at + field.FIRST_IS_ORIGINATOR] === 1;
  const version = values[at + field.VERSION];
  return {
    values,
    at,
    protocol: table.protocol(row),
    originator: addressText(table.address(row, isFirst), version),
    originatorPort: table.port(row, isFirst),
    responder: addressText(table.address(row, !isFirst), version),
    responderPort: table.port(row, !isFirst),
    reason,
    epochSeconds,
  };
}
