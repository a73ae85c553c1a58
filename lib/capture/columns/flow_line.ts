import type { FlowColumn } from "./flow_column.ts";
import type { FlowRecord } from "./flow_record.ts";

/**
 * A flow as a line of delimited text, without its end: commas between, nothing for what is undefined.
 *
 * @param columns whose values hold no commas and no quotes
 */
export function flowLine(flow: FlowRecord, columns: readonly FlowColumn[]): string {
  let text = "";
  for (const [i, column] of columns.entries()) {
    const value = column.of(flow);
    if (i > 0) text += ",";
    if (typeof value === "string" || !Number.isNaN(value)) text += value;
  }
  return text;
}
