import type { FlowRecord } from "./flow_record.ts";

/** A column of flow records; of flows that packets gave where nothing else is said. */
export interface FlowColumn<Flow = FlowRecord> {
  name: string;
  type: "numeric" | "categorical";
  /** Why it is no feature where nobody chooses it, in a sentence. */
  reason?: string;
  /** The value; `NaN` or an empty text where it is undefined. */
  of(flow: Flow): number | string;
}

/** A number of the flow, as a column. */
export function numeric<Flow = FlowRecord>(
  name: string,
  of: (flow: Flow) => number,
): FlowColumn<Flow> {
  return { name, type: "numeric", of };
}

/** A word of the flow, as a column. */
export function categorical<Flow = FlowRecord>(
  name: string,
  of: (flow: Flow) => string,
): FlowColumn<Flow> {
  return { name, type: "categorical", of };
}
