import type { FlowColumn } from "./flow_column.ts";

/**
 * A flow as a line of delimited text, without its end: commas between, nothing for what is undefined.
 *
 * @param columns whose values hold no commas and no quotes
 */
export function flowLine<Flow>(flow: Flow, columns: readonly FlowColumn<Flow>[]): string {
  let text = "";
  for (let i = 0; i < columns.length; i++) {
    const value = columns[i].of(flow);
    if (i > 0) text += ",";
    if (typeof value === "string" || !Number.isNaN(value)) text += value;
  }
  return text;
}
