/**
 * The notation of each column of a text, told from all of its cells.
 *
 * @module
 */
import type { Database } from "../../tables/duckdb.ts";
import { asNumber, isBlank, isMissingNumber } from "../../tables/numbers.ts";
import {
  bare,
  CELL_PATTERNS,
  type CellKind,
  cellKind,
  fits,
  HUGE_EXPONENT,
} from "../../tables/notation.ts";
import { GROUPED_BY_POINT, INNER_BLANKS, mantissa, unitPattern } from "../../values/notation.ts";
import { type CountedCells, tellNotations, type ToldNotations } from "./tell_notation.ts";

/** A column of words that may be numbers. */
export interface OpenColumn {
  name: string;
  /** SQL of its words. */
  sql: string;
}

const KINDS = Object.keys(CELL_PATTERNS) as CellKind[];
/** What cells are beside those of {@linkcode cellKind}. */
const BLANK = -3, MISSING = -2, PLAIN = -1, WORD = 0;
const ALL = [MISSING, PLAIN, WORD, ...KINDS.keys().map((i) => i + 1)];
const COLUMNS_A_QUERY = 64;

/**
 * Looks at every cell of the columns.
 *
 * @param from SQL of the table
 */
export async function columnNotations(
  database: Database,
  columns: OpenColumn[],
  from: string,
  delimiter: string,
): Promise<ToldNotations> {
  const counted: CountedCells[] = [];
  const filled: boolean[] = [];
  for (let first = 0; first < columns.length; first += COLUMNS_A_QUERY) {
    const some = columns.slice(first, first + COLUMNS_A_QUERY);
    const kinds = some.map(({ sql }, i) =>
      `CASE WHEN ${isMissingNumber(sql)} THEN CASE WHEN ${isBlank(sql)} THEN ${BLANK} ` +
      `ELSE ${MISSING} END WHEN ${asNumber(sql)} IS NOT NULL ` +
      `THEN CASE WHEN regexp_matches(${sql}, '${HUGE_EXPONENT}') THEN ${WORD} ELSE ${PLAIN} END ` +
      `ELSE coalesce(${cellKind(sql)}, ${WORD}) END AS k${i}`
    );
    // Not FILTER: DuckDB then keeps a copy of every column for each of the counts.
    const counts = some.flatMap((_, i) =>
      ALL.map((kind) => `count(CASE WHEN k${i} = ${kind} THEN 1 END)`)
    );
    const [row] = await database.rows(
      `SELECT ${counts.join(", ")} FROM (SELECT ${kinds.join(", ")} FROM ${from})`,
    );
    for (const [i, { name }] of some.entries()) {
      const times = row.slice(i * ALL.length, (i + 1) * ALL.length).map(Number);
      const at = (kind: number) => times[ALL.indexOf(kind)];
      counted.push({
        ...Object.fromEntries(KINDS.map((kind, i) => [kind, at(i + 1)])) as Record<
          CellKind,
          number
        >,
        ...{
          name,
          plain: at(PLAIN),
          groupedByPoint: 0,
          otherPoint: 0,
          unitComma: 0,
          unitPoint: 0,
          underAnHour: 0,
          mostHours: 0,
        },
        present: ALL.reduce((sum, kind) => kind >= PLAIN ? sum + at(kind) : sum, 0),
      });
      filled.push(at(MISSING) > 0);
    }
  }
  await countPoints(database, columns, counted, from, delimiter);
  await countUnitPoints(database, columns, counted, from);
  await countHours(database, columns, counted, from);
  const told = tellNotations(counted, delimiter);
  return {
    ...told,
    // Dashes alone are words, such as the service that no record has; nothing at all is no number.
    columns: told.columns.map((each, i) =>
      counted[i].present > 0 ? each : filled[i] ? "words" : "plain"
    ),
  };
}

/** Where decimal commas may be, a point need not come before decimals. */
async function countPoints(
  database: Database,
  columns: OpenColumn[],
  counted: CountedCells[],
  from: string,
  delimiter: string,
): Promise<void> {
  const commas = counted.some(({ commaDecimal, commaEither }) => commaDecimal + commaEither > 0);
  if (delimiter !== ";" && !commas) return;
  const looked = [...columns.keys()].filter((i) => counted[i].plain > 0);
  const shapes = looked.map((i) => {
    const { sql } = columns[i];
    return `CASE WHEN NOT contains(${sql}, '.') OR ${asNumber(sql)} IS NULL THEN NULL ` +
      `ELSE ${fits(sql, GROUPED_BY_POINT)} END AS g${i}`;
  });
  const counts = looked.flatMap((i) => [
    `count(CASE WHEN g${i} THEN 1 END)`,
    `count(CASE WHEN NOT g${i} THEN 1 END)`,
  ]);
  if (looked.length === 0) return;
  const [row] = await database.rows(
    `SELECT ${counts.join(", ")} FROM (SELECT ${shapes.join(", ")} FROM ${from})`,
  );
  for (const [k, i] of looked.entries()) {
    counted[i].groupedByPoint = Number(row[2 * k]);
    counted[i].otherPoint = Number(row[2 * k + 1]);
  }
}

/** What comes before the decimals of numbers with units. */
async function countUnitPoints(
  database: Database,
  columns: OpenColumn[],
  counted: CountedCells[],
  from: string,
): Promise<void> {
  const looked = [...columns.keys()].filter((i) =>
    counted[i].size + counted[i].time + counted[i].share > 0
  );
  if (looked.length === 0) return;
  const units = (["size", "time", "share"] as const).map(unitPattern).join("|");
  const counts = looked.flatMap((i) => {
    const { sql } = columns[i];
    const [comma, point] = ([",", "."] as const).map((sign) =>
      fits(sql, `${mantissa(sign)}[${INNER_BLANKS}]*(?:${units})`)
    );
    return [
      `count(CASE WHEN ${comma} AND NOT ${point} THEN 1 END)`,
      `count(CASE WHEN ${point} AND NOT ${comma} THEN 1 END)`,
    ];
  });
  const [row] = await database.rows(`SELECT ${counts.join(", ")} FROM ${from}`);
  for (const [k, i] of looked.entries()) {
    counted[i].unitComma = Number(row[2 * k]);
    counted[i].unitPoint = Number(row[2 * k + 1]);
  }
}

/** Durations and times of the day are written alike; their hours tell. */
async function countHours(
  database: Database,
  columns: OpenColumn[],
  counted: CountedCells[],
  from: string,
): Promise<void> {
  const looked = [...columns.keys()].filter((i) => counted[i].duration > 0);
  if (looked.length === 0) return;
  const hours = looked.map((i) =>
    `TRY_CAST(regexp_extract(${bare(columns[i].sql)}, '(\\d+):\\d+:\\d+', 1) AS INTEGER) AS h${i}`
  );
  const counts = looked.flatMap((i) => [
    `count(CASE WHEN h${i} = 0 THEN 1 END)`,
    `coalesce(max(h${i}), 0)`,
  ]);
  const [row] = await database.rows(
    `SELECT ${counts.join(", ")} FROM (SELECT ${hours.join(", ")} FROM ${from})`,
  );
  for (const [k, i] of looked.entries()) {
    counted[i].underAnHour = Number(row[2 * k]);
    counted[i].mostHours = Number(row[2 * k + 1]);
  }
}
