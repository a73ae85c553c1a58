/**
 * Columns of dates with a clock of twelve hours and nothing that tells morning from afternoon.
 *
 * @module
 */
import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";

/** Fewer different hours may be a morning. */
const FEWEST_HOURS = 10;
/** From here on hours of a working day are in the morning, before it in the afternoon. */
const MORNING = 7;

/**
 * Of these columns of words, those with hours from 1 to 12 without AM or PM: 3:00 may be at night
 * or in the afternoon, so that times do not give the order of the records. They have nearly all of
 * these hours, or the hours of a day fall back once in the order of the file, from late ones to early
 * ones.
 */
export async function halfClocks(
  database: Database,
  parquetPath: string,
  columns: string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const column of columns) {
    const name = quoteIdentifier(column);
    const hour = `TRY_CAST(regexp_extract(${name}, '[ T,]+(\\d{1,2}):\\d{2}', 1) AS INTEGER)`;
    const times = `SELECT file_row_number AS row, ${hour} AS hour, ` +
      `regexp_extract(${name}, '^(\\S+)', 1) AS day, ` +
      `regexp_matches(${name}, '[AaPp]\\.?[Mm]') AS marked ` +
      `FROM ${parquetSource(parquetPath, { rowNumbers: true })}`;
    const [[least, most, hours, marked, days]] = await database.rows(
      `SELECT min(hour), max(hour), count(DISTINCT hour), coalesce(bool_or(marked), false), ` +
        `count(DISTINCT day) FROM (${times})`,
    );
    if (least === null || marked === true || Number(least) < 1 || Number(most) > 12) continue;
    if (Number(least) === 1 && Number(most) === 12 && Number(hours) >= FEWEST_HOURS) {
      found.push(column);
      continue;
    }
    const [[falls, noons]] = await database.rows(
      `SELECT count(CASE WHEN hour < before AND before < 12 THEN 1 END), ` +
        `count(CASE WHEN hour < ${MORNING} AND before >= ${MORNING} THEN 1 END) FROM (` +
        `SELECT hour, day, lag(hour) OVER (ORDER BY row) AS before, ` +
        `lag(day) OVER (ORDER BY row) AS yesterday FROM (${times})) WHERE day = yesterday`,
    );
    if (Number(noons) > 0 && Number(falls) <= Number(noons) && Number(noons) <= Number(days)) {
      found.push(column);
    }
  }
  return found;
}

/** What a person should know of such a column. */
export function halfClockWarning(column: string): string {
  return `The times in "${column}" have a 12-hour clock without AM or PM, so morning and afternoon ` +
    `cannot be told apart. To split by time, use the order of the file.`;
}
