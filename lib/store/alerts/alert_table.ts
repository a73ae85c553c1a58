import type { z } from "zod";
import {
  type Alert,
  type AlertGroup,
  alertSchema,
  type KeptRecord,
  keptRecordSchema,
} from "../../resources/alert.ts";
import type { CatalogueDatabase } from "../catalogue_database.ts";
import { DamagedRowError, RowChecker } from "../damaged_row.ts";
import type { SqlRow } from "../rows.ts";
import { type AlertFilter, type AlertQuery, filterSql, orderSql } from "./alert_query.ts";

/** A page of the records of an alert. */
export interface RecordQuery {
  sort: "severity" | "time";
  limit: number;
  offset: number;
}

const RECORD_ORDERS: Record<RecordQuery["sort"], string> = {
  severity: "record ->> '$.severity' DESC, record ->> '$.score' DESC, number",
  time: "record ->> '$.at', number",
};

/** Alerts and their records in the catalogue. A damaged one is left out, and the log says why. */
export class AlertTable {
  readonly #database: CatalogueDatabase;
  readonly #checker = new RowChecker("alerts");

  constructor(database: CatalogueDatabase) {
    this.#database = database;
  }

  get(id: string): Alert | null {
    const [row] = this.#database.all("SELECT id, alert FROM alerts WHERE id = ?", id);
    return row ? this.#read(row) : null;
  }

  list(query: AlertQuery): Alert[] {
    const { sql, values } = filterSql(query);
    return this.#database.all(
      `SELECT id, alert FROM (SELECT number, row_number() OVER () AS place FROM (
         SELECT number FROM alert_index WHERE ${sql} ORDER BY ${orderSql(query)} LIMIT ? OFFSET ?
       )) JOIN alerts USING (number) ORDER BY place`,
      ...values,
      query.limit,
      query.offset,
    ).flatMap((row) => this.#read(row) ?? []);
  }

  count(filter: AlertFilter): number {
    const { sql, values } = filterSql(filter);
    const [row] = this.#database.all(
      `SELECT count(*) AS count FROM alert_index WHERE ${sql}`,
      ...values,
    );
    return row.count as number;
  }

  /** The ids of alerts, the first raised first. */
  ids(filter: AlertFilter): string[] {
    const { sql, values } = filterSql(filter);
    return this.#database.all(
      `SELECT id FROM alerts WHERE number IN (SELECT number FROM alert_index WHERE ${sql}) ` +
        `ORDER BY number`,
      ...values,
    ).map(({ id }) => id as string);
  }

  /** Alerts of one rule about one host, together; the worst first. */
  groups(filter: AlertFilter, limit: number, offset: number): AlertGroup[] {
    const { sql, values } = filterSql(filter);
    return this.#database.all(
      `SELECT groups.*, alert ->> '$.rule.name' AS name FROM (
         SELECT rule, host, count(*) AS alerts, sum(state = 'open') AS open,
           max(severity) AS severity, min(first_at) AS first_at, max(last_at) AS last_at,
           max(number) AS newest
         FROM alert_index WHERE ${sql} GROUP BY rule, host
         ORDER BY severity DESC, last_at DESC, newest DESC LIMIT ? OFFSET ?
       ) AS groups JOIN alerts ON number = newest ORDER BY severity DESC, last_at DESC, newest DESC`,
      ...values,
      limit,
      offset,
    ).map((row) => ({
      rule: { id: row.rule as string, name: row.name as string },
      host: row.host as string | null,
      alerts: row.alerts as number,
      open: row.open as number,
      severity: row.severity as number,
      firstAt: row.first_at as string,
      lastAt: row.last_at as string,
    }));
  }

  /** How many groups there are. */
  countGroups(filter: AlertFilter): number {
    const { sql, values } = filterSql(filter);
    const [row] = this.#database.all(
      `SELECT count(*) AS count FROM (SELECT 1 FROM alert_index WHERE ${sql} GROUP BY rule, host)`,
      ...values,
    );
    return row.count as number;
  }

  /** The different values of a column, in their order. */
  values(column: "assignee" | "host" | "model", limit: number): string[] {
    return this.#database.all(
      `SELECT DISTINCT ${column} AS value FROM alert_index WHERE ${column} IS NOT NULL ` +
        `ORDER BY value LIMIT ?`,
      limit,
    ).map(({ value }) => value as string);
  }

  /** Writes alerts together, whether they are new or not. */
  put(alerts: Iterable<Alert>): void {
    this.#database.transaction(() => {
      for (const alert of alerts) {
        this.#checker.trust(alert.id);
        this.#database.run(
          `INSERT INTO alerts (id, alert) VALUES (?, ?)
           ON CONFLICT (id) DO UPDATE SET alert = excluded.alert`,
          alert.id,
          JSON.stringify(alert),
        );
      }
    });
  }

  /** Deletes alerts with their records. */
  delete(ids: Iterable<string>): void {
    this.#database.transaction(() => {
      for (const id of ids) {
        this.#database.run("DELETE FROM alerts WHERE id = ?", id);
        this.#checker.forget(id);
      }
    });
  }

  /** Adds live records of alerts. */
  addRecords(records: Iterable<{ alert: string; record: KeptRecord }>): void {
    this.#database.transaction(() => {
      for (const { alert, record } of records) {
        this.#database.run(
          "INSERT INTO alert_records (alert, record) SELECT id, ? FROM alerts WHERE id = ?",
          JSON.stringify(record),
          alert,
        );
      }
    });
  }

  /** Some of the live records of an alert. */
  records(alert: string, { sort, limit, offset }: RecordQuery): KeptRecord[] {
    const checker = new RowChecker("alerts");
    return this.#database.all(
      `SELECT record FROM alert_records WHERE alert = ? ORDER BY ${RECORD_ORDERS[sort]} ` +
        `LIMIT ? OFFSET ?`,
      alert,
      limit,
      offset,
    ).flatMap(({ record }) => parse(checker, alert, "record", record, keptRecordSchema) ?? []);
  }

  countRecords(alert: string): number {
    const [row] = this.#database.all(
      "SELECT count(*) AS count FROM alert_records WHERE alert = ?",
      alert,
    );
    return row.count as number;
  }

  /**
   * Deletes the oldest alerts of more than so many, closed ones first, and the oldest records of more
   * than so many.
   */
  prune(alerts: number, records: number): void {
    const surplus = this.count({}) - alerts;
    this.#database.transaction(() => {
      if (surplus > 0) {
        this.#database.run(
          `DELETE FROM alerts WHERE number IN (
             SELECT number FROM alert_index ORDER BY state = 'closed' DESC, created_at, number LIMIT ?
           )`,
          surplus,
        );
      }
      this.#database.run(
        "DELETE FROM alert_records WHERE number <= (SELECT max(number) FROM alert_records) - ?",
        records,
      );
    });
  }

  #read({ id, alert }: SqlRow): Alert | null {
    return parse(this.#checker, id as string, "alert", alert, alertSchema);
  }
}

/** What a column holds; `null` where it is damaged. */
function parse<Value>(
  checker: RowChecker,
  id: string,
  column: string,
  text: unknown,
  schema: z.ZodType<Value>,
): Value | null {
  try {
    const value = checker.parse(id, column, text, schema);
    if (column === "alert") checker.trust(id);
    return value;
  } catch (error) {
    if (!(error instanceof DamagedRowError)) throw error;
    console.error(error.message);
    return null;
  }
}
