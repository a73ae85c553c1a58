import type { FlowRecord } from "./flow_record.ts";

/** A column of flow records. */
export interface FlowColumn {
  name: string;
  type: "numeric" | "categorical";
  /** Why it is no feature where nobody chooses it, in a sentence. */
  reason?: string;
  /** The value; `NaN` or an empty text where it is undefined. */
  of(flow: FlowRecord): number | string;
}

/** A number of the flow, as a column. */
export function numeric(name: string, of: (flow: FlowRecord) => number): FlowColumn {
  return { name, type: "numeric", of };
}

/** A word of the flow, as a column. */
export function categorical(name: string, of: (flow: FlowRecord) => string): FlowColumn {
  return { name, type: "categorical", of };
}
