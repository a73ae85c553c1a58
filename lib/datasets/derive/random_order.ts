import { quoteLiteral } from "../../tables/duckdb.ts";

/**
 * SQL: a number for each row that shuffles rows when they are ordered by it. The same for the same
 * seed on every machine, whatever the number of threads: MD5 of seed and row number.
 *
 * @param row SQL of the row's number
 */
export function randomOrder(seed: number, row: string): string {
  return `md5_number_lower(concat(${quoteLiteral(`${seed}:`)}, ${row}))`;
}
