/**
 * Which rows of a dataset go into another, as SQL.
 *
 * @module
 */
import type { Choice } from "./choice.ts";
import { parquetSource, quoteIdentifier, quoteLiteral } from "../../tables/duckdb.ts";
import type {
  FilterOptions,
  SampleOptions,
  SplitOptions,
  SplitPart,
} from "../../resources/dataset_origin.ts";
import { storedColumns, storedText } from "../../tables/stored_columns.ts";
import { randomOrder } from "./random_order.ts";
import { timeOrder } from "./time_order.ts";

/** What was chosen. */
export interface Chosen {
  /** SQL: a condition on `file_row_number`. */
  condition: string;
  /** What a person should know about it. */
  warnings: string[];
}

/** The table that holds the numbers of rows chosen one by one. */
const CHOSEN = "chosen_rows";

/**
 * The rows of one part of a split. Both parts together are all rows, and neither is empty where
 * there are two rows; cut by label, that holds for each label.
 *
 * @throws {DatasetError} when the values of a column are no points in time
 */
export async function chooseSplit(
  from: Choice,
  options: SplitOptions & { part: SplitPart },
): Promise<Chosen> {
  const { share, part } = options;
  const isSecond = part === "second";
  if (options.by !== "order" && options.perLabel) {
    const { sql, warnings } = options.by === "time"
      ? await timeOrder(from, options.column)
      : { sql: fromRandom(options.seed), warnings: [] };
    const size = `CASE WHEN n < 2 THEN 0 ELSE greatest(1, least(n - 1, ${shareOf(share)})) END`;
    // The latest rows are the second part, and so are the first of those in random order.
    const cut = options.by === "time" ? `n - ${size}` : size;
    const isAfter = isSecond === (options.by === "time");
    const chosen = await keepOfLabels(from, sql, `place ${isAfter ? ">" : "<="} ${cut}`);
    return { ...chosen, warnings };
  }
  const n = await countRows(from);
  const second = Math.max(1, Math.min(n - 1, Math.round(n * share)));
  const first = n - second;
  switch (options.by) {
    case "order":
      return { condition: `file_row_number ${isSecond ? ">=" : "<"} ${first}`, warnings: [] };
    case "random": {
      return await keepOrdered(
        from,
        fromRandom(options.seed),
        isSecond ? [0, second] : [second, first],
      );
    }
    case "time": {
      const { sql, warnings } = await timeOrder(from, options.column);
      const chosen = await keepOrdered(from, sql, isSecond ? [first, second] : [0, first]);
      return { ...chosen, warnings };
    }
  }
}

/**
 * The rows of a sample: exactly as many as asked for, or fewer of labels that have fewer. Of each
 * label at least one row is drawn.
 */
export async function chooseSample(from: Choice, options: SampleOptions): Promise<Chosen> {
  if (options.perLabel) {
    const quota = "rows" in options ? options.rows : `greatest(1, ${shareOf(options.share)})`;
    return await keepOfLabels(from, fromRandom(options.seed), `place <= ${quota}`);
  }
  const rows = "rows" in options
    ? options.rows
    : Math.max(1, Math.round(await countRows(from) * options.share));
  return await keepOrdered(from, fromRandom(options.seed), [0, rows]);
}

/** The rows of some labels, or those of all others, rows without a label among them. */
export async function chooseLabels(from: Choice, options: FilterOptions): Promise<Chosen> {
  const columns = await storedColumns(from.database, from.parquet);
  const label = storedText(columns, from.labelColumn!);
  const list = (labels: string[]) => labels.map(quoteLiteral).join(", ");
  return {
    condition: "keep" in options
      ? `${label} IN (${list(options.keep)})`
      : `coalesce(${label} NOT IN (${list(options.drop)}), true)`,
    warnings: [],
  };
}

/** The first of rows that are equal in all columns. */
export async function chooseDistinct(from: Choice, columns: string[]): Promise<Chosen> {
  const keys = columns.map(quoteIdentifier).join(", ");
  const source = parquetSource(from.parquet, { rowNumbers: true });
  return await keep(
    from,
    `SELECT min(file_row_number) AS row FROM ${source} GROUP BY ${keys}`,
  );
}

/** SQL: rows in a random order. */
function fromRandom(seed: number): string {
  return randomOrder(seed, "file_row_number");
}

/** SQL: a share of the `n` rows of a label. */
function shareOf(share: number): string {
  return `CAST(round(n * ${share}) AS BIGINT)`;
}

async function countRows({ database, parquet }: Choice): Promise<number> {
  const [[count]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquet)}`);
  return Number(count);
}

/** Some rows from a place in an order on; rows that are equal in it keep theirs. */
async function keepOrdered(
  from: Choice,
  order: string,
  [offset, limit]: [number, number],
): Promise<Chosen> {
  return await keep(
    from,
    `SELECT file_row_number AS row FROM ${parquetSource(from.parquet, { rowNumbers: true })} ` +
      `ORDER BY ${order}, file_row_number LIMIT ${limit} OFFSET ${offset}`,
  );
}

/** The rows that meet a condition on their `place` in an order of the `n` rows of their label. */
async function keepOfLabels(from: Choice, order: string, condition: string): Promise<Chosen> {
  const label = quoteIdentifier(from.labelColumn!);
  return await keep(
    from,
    `SELECT row FROM (SELECT file_row_number AS row, count(*) OVER (PARTITION BY ${label}) AS n, ` +
      `row_number() OVER (PARTITION BY ${label} ` +
      `ORDER BY ${order}, file_row_number) AS place ` +
      `FROM ${parquetSource(from.parquet, { rowNumbers: true })}) WHERE ${condition}`,
  );
}

async function keep({ database }: Choice, rows: string): Promise<Chosen> {
  await database.run(`CREATE TEMP TABLE ${CHOSEN} AS ${rows}`);
  return { condition: `file_row_number IN (SELECT row FROM ${CHOSEN})`, warnings: [] };
}
