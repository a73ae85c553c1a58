/**
 * The columns of flow records: identity, the corrected CIC-IDS-2017's, Zeek's, and why each flow ended.
 *
 * @module
 */
import { CIC_COLUMNS, IDENTITY_COLUMNS } from "./cic_columns.ts";
import { categorical, type FlowColumn } from "./flow_column.ts";
import { ZEEK_COLUMNS } from "./zeek_columns.ts";

export type { FlowColumn } from "./flow_column.ts";
export { FlowRecord } from "./flow_record.ts";

/** All columns, in their order. */
export const FLOW_COLUMNS: readonly FlowColumn[] = [
  ...IDENTITY_COLUMNS,
  ...CIC_COLUMNS,
  ...ZEEK_COLUMNS,
  {
    ...categorical("end_reason", ({ reason }) => reason),
    reason: "It says how the flow was cut off; conn_state says how the connection ended.",
  },
];
