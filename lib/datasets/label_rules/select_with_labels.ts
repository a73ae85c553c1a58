/**
 * Labels by rule as a column of a dataset.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { formatCount, formatPlural } from "../../base/format.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import {
  type Database,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";
import { connectionSql } from "../connections/connection_sql.ts";
import { findConnectionColumns } from "../connections/find_columns.ts";
import type { LabelRule } from "./label_rule.ts";

/** Fields of a rule that must equal those of a record, as columns of both tables. */
const EQUAL = ["source", "destination", "source_port", "destination_port", "protocol"] as const;
/** The same fields of a record that is looked at from its other end. */
const SWAPPED: Record<typeof EQUAL[number], typeof EQUAL[number]> = {
  source: "destination",
  destination: "source",
  source_port: "destination_port",
  destination_port: "source_port",
  protocol: "protocol",
};

const RULES_A_STATEMENT = 1000;
/** Lines that a warning names. */
const SHOWN_LINES = 20;

/** What the labels are, beside the rows. */
export interface LabelOptions {
  /** The column that is added. */
  column: string;
  /** The label of records that no rule is about; without it they have none. */
  others?: string;
}

/**
 * Gives records the label of the first rule that is about them.
 *
 * @param database gets tables of rules, records and what came of them
 * @returns SQL of all columns and the label, in the order of the dataset, and what a person should know
 * @throws {DatasetError} when no rule is about any record
 */
export async function selectWithLabels(
  database: Database,
  { parquet, profile }: { parquet: string; profile: DatasetProfile },
  rules: readonly LabelRule[],
  { column, others }: LabelOptions,
): Promise<{ select: string; warnings: string[] }> {
  await writeRules(database, rules);
  await writeRecords(database, parquet, profile);
  await database.run(
    `CREATE TABLE labelled AS SELECT row, min(n) AS n FROM (${
      patternsOf(rules).map(matches).join(" UNION ALL ")
    }) GROUP BY row`,
  );
  const columns = profile.columns.map(({ name }) => `d.${quoteIdentifier(name)}`);
  const label = others === undefined ? "r.label" : `coalesce(r.label, ${quoteLiteral(others)})`;
  return {
    select: `SELECT ${columns.join(", ")}, ${label} AS ${quoteIdentifier(column)} ` +
      `FROM ${parquetSource(parquet, { rowNumbers: true })} d ` +
      `LEFT JOIN labelled l ON l.row = d.file_row_number LEFT JOIN rules r ON r.n = l.n ` +
      `ORDER BY d.file_row_number`,
    warnings: await warningsOf(database, profile.rows),
  };
}

/** The fields that some rules have and others leave open, one entry for each combination. */
function patternsOf(rules: readonly LabelRule[]): string[] {
  return [...new Set(rules.map(patternOf))];
}

function patternOf(rule: LabelRule): string {
  const { source, destination, sourcePort, destinationPort, protocol, from, to } = rule;
  return [source, destination, sourcePort, destinationPort, protocol, from, to]
    .map((value) => value === null ? "0" : "1").join("");
}

/** SQL of the rows and rules that belong together, of all rules with a pattern. */
function matches(pattern: string): string {
  const given = EQUAL.filter((_, i) => pattern[i] === "1");
  const times = [
    ...(pattern[EQUAL.length] === "1" ? ["c.time >= r.starts"] : []),
    ...(pattern[EQUAL.length + 1] === "1" ? ["c.time <= r.ends"] : []),
  ];
  const joined = (fieldOf: (field: typeof EQUAL[number]) => string) => {
    const conditions = [
      `r.pattern = ${quoteLiteral(pattern)}`,
      ...given.map((field) => `c.${fieldOf(field)} = r.${field}`),
      ...times,
    ];
    return `SELECT c.row, r.n FROM records c JOIN rules r ON ${conditions.join(" AND ")}`;
  };
  const hasEnds = given.some((field) => field !== "protocol");
  const forward = joined((field) => field);
  return hasEnds ? `${forward} UNION ALL ${joined((field) => SWAPPED[field])}` : forward;
}

async function writeRules(database: Database, rules: readonly LabelRule[]): Promise<void> {
  await database.run(
    "CREATE TABLE rules (n INTEGER, line INTEGER, pattern VARCHAR, starts DOUBLE, ends DOUBLE, " +
      "source VARCHAR, destination VARCHAR, source_port INTEGER, destination_port INTEGER, " +
      "protocol INTEGER, label VARCHAR)",
  );
  const literal = (value: string | number | null) =>
    value === null ? "NULL" : typeof value === "number" ? String(value) : quoteLiteral(value);
  for (let first = 0; first < rules.length; first += RULES_A_STATEMENT) {
    const values = rules.slice(first, first + RULES_A_STATEMENT).map((rule, i) =>
      `(${
        [
          first + i,
          rule.line,
          patternOf(rule),
          rule.from,
          rule.to,
          rule.source,
          rule.destination,
          rule.sourcePort,
          rule.destinationPort,
          rule.protocol,
          rule.label,
        ].map(literal).join(", ")
      })`
    );
    await database.run(`INSERT INTO rules VALUES ${values.join(", ")}`);
  }
}

async function writeRecords(
  database: Database,
  parquet: string,
  profile: DatasetProfile,
): Promise<void> {
  const sql = await connectionSql(database, parquet, findConnectionColumns(profile.columns));
  const fields = ["time", ...EQUAL] as const;
  await database.run(
    `CREATE TABLE records AS SELECT file_row_number AS row, ${
      fields.map((field) => `${sql[field]} AS ${field}`).join(", ")
    } FROM ${parquetSource(parquet, { rowNumbers: true })}`,
  );
}

async function warningsOf(database: Database, rows: number): Promise<string[]> {
  const [[labelled]] = await database.rows("SELECT count(*) FROM labelled");
  if (Number(labelled) === 0) {
    const [[from, to]] = await database.rows("SELECT min(time), max(time) FROM records");
    const span = from === null
      ? ""
      : ` The records are from ${momentText(from)} to ${momentText(to)}.`;
    throw new DatasetError(
      `No label line matches a record.${span} Check times, time zone and addresses.`,
    );
  }
  const unused = (await database.rows(
    "SELECT line FROM rules WHERE n NOT IN (SELECT n FROM labelled) ORDER BY n",
  )).map(([line]) => Number(line));
  const said = `${formatCount(Number(labelled))} of ${
    formatPlural(rows, "record")
  } got a label from the label lines.`;
  if (unused.length === 0) return [said];
  const more = unused.length - SHOWN_LINES;
  return [
    said,
    `${formatPlural(unused.length, "label line labels", "label lines label")} no record, ` +
    `or only records that an earlier line labels: ${unused.length === 1 ? "line" : "lines"} ${
      unused.slice(0, SHOWN_LINES).join(", ")
    }${more > 0 ? ` and ${more} more` : ""}.`,
  ];
}

function momentText(milliseconds: unknown): string {
  return new Date(Number(milliseconds)).toISOString();
}
