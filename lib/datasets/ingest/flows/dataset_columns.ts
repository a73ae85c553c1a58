import type { FlowColumn } from "../../../capture/columns/flow_column.ts";
import { rolesByName } from "../../columns/roles.ts";
import type { TypedColumn } from "../text/typed_column.ts";

/** The columns of flow records, as a dataset has them. */
export function datasetColumns<Flow>(columns: readonly FlowColumn<Flow>[]): TypedColumn[] {
  const { byColumn } = rolesByName(columns.map(({ name }) => name));
  return columns.map(({ name, type, reason }, i) => {
    const role = byColumn[i] ?? (reason ? "ignored" as const : undefined);
    return { name, type, ...(role && { role }), ...(reason && { reason }) };
  });
}
