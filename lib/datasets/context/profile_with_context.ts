import { columnStatistics } from "../columns/column_statistics.ts";
import { reasonFor } from "../columns/roles.ts";
import { DEFAULT_POLICY } from "../columns/policies.ts";
import type { TableProfile } from "../profile.ts";
import type { ColumnProfile, DatasetProfile } from "../../resources/dataset.ts";
import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";

/**
 * The profile of a dataset without duplicates and of its context: what is known of its own columns stays
 * true, so that only the others are counted.
 *
 * @param parquetPath of the records with their context
 * @param names of the columns of the context
 */
export async function profileWithContext(
  database: Database,
  parquetPath: string,
  { rows, columns, labelColumn, labels, normalLabels }: DatasetProfile,
  names: readonly string[],
  onProgress?: (fraction: number) => void,
): Promise<TableProfile> {
  const values = names.map((name, i) => `${quoteIdentifier(name)} AS c${i}`);
  const source = `(SELECT ${values.join(", ")}, 1::BIGINT AS n FROM ${parquetSource(parquetPath)})`;
  const distinctRows = { source, [Symbol.asyncDispose]: async () => {} };
  const statistics = await columnStatistics(
    database,
    { parquetPath, rows, distinctRows },
    names.map((name) => ({ name, type: "numeric" })),
    onProgress,
  );
  const added = names.map((name, i): ColumnProfile => {
    const { distinct, missing } = statistics[i];
    const isConstant = distinct === 0 || (distinct === 1 && missing === 0);
    const role = isConstant ? "constant" : "numeric";
    const facts = { name, role, reason: reasonFor(role), type: "numeric", policy: DEFAULT_POLICY };
    return { ...facts, ...statistics[i] } as ColumnProfile;
  });
  return {
    rows,
    columns: [...columns, ...added],
    duplicates: { rows: 0, share: 0 },
    labelColumn,
    labels,
    ...(normalLabels && { normalLabels }),
  };
}
