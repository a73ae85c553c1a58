/**
 * Which alerts are asked for.
 *
 * @module
 */
import { leastOfBand, type SeverityBand } from "../../learning/severity/severity.ts";
import type { AlertSource, AlertState } from "../../resources/alert.ts";

/** What alerts must be; what is left out does not matter. */
export interface AlertFilter {
  state?: AlertState;
  /** This band or a higher one. */
  severity?: SeverityBand;
  source?: AlertSource;
  /** Id of the model, batch or detection that it came from. */
  sourceId?: string;
  rule?: string;
  model?: string;
  /** `null`: about no host, or several. */
  host?: string | null;
  /** `null`: nobody. */
  assignee?: string | null;
  /** Whether a suppression kept it from being sent. */
  suppressed?: boolean;
  /** ISO 8601; alerts whose records end later. */
  from?: string;
  /** ISO 8601; alerts whose records begin earlier. */
  to?: string;
  /** Words that must all appear in its names, host, reason or note. */
  text?: string;
}

/** What alerts are sorted by: when they were raised, their records, how bad they are. */
export const ALERT_ORDERS = ["raised", "time", "severity", "records", "host"] as const;

/** A page of a sorted list. */
export interface AlertQuery extends AlertFilter {
  sort: typeof ALERT_ORDERS[number];
  descending: boolean;
  limit: number;
  offset: number;
}

/** SQL, and the values of its parameters. */
export interface SqlPart {
  sql: string;
  values: (string | number | null)[];
}

const COLUMNS: Record<AlertQuery["sort"], string> = {
  raised: "created_at",
  time: "last_at",
  severity: "severity",
  records: "records",
  host: "host",
};

/** The condition of a filter on `alert_index`. */
export function filterSql(filter: AlertFilter): SqlPart {
  const parts: SqlPart[] = [];
  const add = (sql: string, ...values: SqlPart["values"]) => parts.push({ sql, values });
  const { state, severity, source, sourceId, rule, model, host, assignee } = filter;
  if (state !== undefined) add("state = ?", state);
  if (severity !== undefined && severity !== "low") add("severity >= ?", leastOfBand(severity));
  if (source !== undefined) add("source = ?", source);
  if (sourceId !== undefined) add("source_id = ?", sourceId);
  if (rule !== undefined) add("rule = ?", rule);
  if (model !== undefined) add("model = ?", model);
  if (host !== undefined) add("host IS ?", host);
  if (assignee !== undefined) add("assignee IS ?", assignee);
  if (filter.suppressed !== undefined) add("is_suppressed = ?", Number(filter.suppressed));
  if (filter.from !== undefined) add("last_at >= ?", filter.from);
  if (filter.to !== undefined) add("first_at < ?", filter.to);
  for (const word of wordsOf(filter.text)) {
    add("words LIKE ? ESCAPE '\\'", `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  }
  return {
    sql: parts.length === 0 ? "TRUE" : parts.map(({ sql }) => sql).join(" AND "),
    values: parts.flatMap(({ values }) => values),
  };
}

/** The terms of ORDER BY of a query; alerts that are alike come newest first. */
export function orderSql({ sort, descending }: AlertQuery): string {
  const direction = descending ? "DESC" : "ASC";
  return sort === "raised"
    ? `created_at ${direction}, number ${direction}`
    : `${COLUMNS[sort]} ${direction} NULLS LAST, created_at DESC, number DESC`;
}

function wordsOf(text = ""): string[] {
  return text.split(/\s+/).filter(Boolean);
}
