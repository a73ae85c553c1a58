/**
 * The columns of the file of a batch, as they are staged and as they are stored.
 *
 * @module
 */
import { type DuckDBType, FLOAT, UINTEGER, USMALLINT, UTINYINT } from "@duckdb/node-api";
import { filled } from "../../base/typed_arrays.ts";
import { quoteIdentifier, quoteLiteral } from "../../tables/duckdb.ts";
import { type ModelVerdicts, NO_FEATURE, REASONS } from "./model_verdicts.ts";

/** A model of the file. */
export interface ScoresFileModel {
  /** Before its columns. */
  name: string;
  /** Names of its features, where rows are explained. */
  features: string[] | null;
}

/** A column that waits to be written. */
export interface StagedColumn {
  name: string;
  type: DuckDBType;
  values: Float32Array | Uint8Array | Uint16Array | Uint32Array;
  /** Distance from one row to the next, and the place of the first value. */
  stride?: number;
  offset?: number;
}

/**
 * The columns of the rows of a block as they are staged.
 *
 * @param from number of its first row, counted from 0
 */
export function stagedColumns(
  from: number,
  rows: number,
  verdicts: ModelVerdicts[],
): StagedColumn[] {
  return [
    { name: "row", type: UINTEGER, values: filled(new Uint32Array(rows), (row) => from + row + 1) },
    ...verdicts.flatMap(({ scores, flags, severities, reasons }, index): StagedColumn[] => [
      { name: `m${index}_score`, type: FLOAT, values: scores },
      { name: `m${index}_flag`, type: UTINYINT, values: flags },
      { name: `m${index}_severity`, type: FLOAT, values: severities },
      ...(reasons ? reasonColumns(index, reasons) : []),
    ]),
  ];
}

function reasonColumns(
  index: number,
  { features, weights }: NonNullable<ModelVerdicts["reasons"]>,
): StagedColumn[] {
  return Array.from({ length: REASONS }, (_, offset): StagedColumn[] => [
    {
      name: `m${index}_feature_${offset}`,
      type: USMALLINT,
      values: features,
      stride: REASONS,
      offset,
    },
    { name: `m${index}_weight_${offset}`, type: FLOAT, values: weights, stride: REASONS, offset },
  ]).flat();
}

/** SQL of the columns of a model as the file has them, from the staged ones. */
export function finalColumns({ name, features }: ScoresFileModel, index: number): string[] {
  const own = (column: string) => `m${index}_${column}`;
  const known = (column: string) => `CASE WHEN NOT isnan(${own(column)}) THEN ${own(column)} END`;
  const columns = [
    `${known("score")} AS ${quoteIdentifier(`${name}_score`)}`,
    `CASE WHEN NOT isnan(${own("score")}) THEN ${own("flag")} = 1 END ` +
    `AS ${quoteIdentifier(`${name}_anomaly`)}`,
    `${known("severity")} AS ${quoteIdentifier(`${name}_severity`)}`,
  ];
  if (!features) return columns;
  const names = `[${features.map(quoteLiteral).join(", ")}]`;
  const reasons = Array.from(
    { length: REASONS },
    (_, i) =>
      `CASE WHEN ${own(`feature_${i}`)} <> ${NO_FEATURE} THEN ` +
      `{feature: ${names}[${own(`feature_${i}`)} + 1], weight: ${own(`weight_${i}`)}} END`,
  );
  return [
    ...columns,
    `CASE WHEN ${own("feature_0")} <> ${NO_FEATURE} THEN ` +
    `list_filter([${reasons.join(", ")}], reason -> reason IS NOT NULL) END ` +
    `AS ${quoteIdentifier(`${name}_reasons`)}`,
  ];
}
