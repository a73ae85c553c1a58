import type { Database } from "../../tables/duckdb.ts";

/**
 * Gives each different value a number from 0, in the order of the words.
 *
 * @param table gets the columns `name` and `code`
 * @param values SQL of columns that share the numbers
 * @param records the `FROM` clause of the query
 */
export async function numberNames(
  database: Database,
  table: string,
  values: string[],
  records: string,
): Promise<void> {
  const names = values.map((value) => `SELECT DISTINCT ${value} AS name ${records}`);
  await database.run(
    `CREATE TEMP TABLE ${table} AS ` +
      `SELECT name, (row_number() OVER (ORDER BY name) - 1)::INTEGER AS code ` +
      `FROM (${names.join(" UNION ")}) WHERE name IS NOT NULL`,
  );
}
