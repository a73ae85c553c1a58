/**
 * Alerts as files.
 *
 * @module
 */
import type { Alert } from "../resources/alert.ts";
import { stringifyCell } from "../tables/csv_cell.ts";

/** Columns of the CSV, and what each is of an alert. */
const COLUMNS: Record<string, (alert: Alert) => string | number | null> = {
  id: ({ id }) => id,
  raised: ({ createdAt }) => createdAt,
  first: ({ firstAt }) => firstAt,
  last: ({ lastAt }) => lastAt,
  severity: ({ severity }) => severity.value,
  band: ({ severity }) => severity.band,
  host: ({ host }) => host,
  rule: ({ rule }) => rule.name,
  source: ({ source }) => source.type,
  source_id: ({ source }) => source.id,
  source_name: ({ source }) => source.name,
  model: ({ model }) => model?.id ?? null,
  group_column: ({ entity }) => entity?.column ?? null,
  group_value: ({ entity }) => entity?.value ?? null,
  records: ({ count }) => count,
  score: ({ score }) => score,
  threshold: ({ threshold }) => threshold,
  reason: ({ reason }) => reason,
  state: ({ state }) => state,
  verdict: ({ verdict }) => verdict,
  assignee: ({ assignee }) => assignee,
  note: ({ note }) => note,
  acknowledged: ({ acknowledgedAt }) => acknowledgedAt,
  closed: ({ closedAt }) => closedAt,
  suppressed: ({ suppressedBy }) => suppressedBy === null ? "no" : "yes",
};

/** Alerts as CSV (RFC 4180), a part for each part that is given. */
export function* alertsCsv(parts: Iterable<Alert[]>): Generator<string> {
  yield Object.keys(COLUMNS).join(",") + "\r\n";
  for (const alerts of parts) {
    yield alerts.map((alert) => {
      const cells = Object.values(COLUMNS).map((cell) => cell(alert) ?? "");
      return cells.map((cell) => typeof cell === "number" ? cell : stringifyCell(cell)).join(",") +
        "\r\n";
    }).join("");
  }
}

/** Alerts as a JSON array, a line each. */
export function* alertsJson(parts: Iterable<Alert[]>): Generator<string> {
  let isFirst = true;
  yield "[";
  for (const alerts of parts) {
    for (const alert of alerts) {
      yield `${isFirst ? "" : ","}\n${JSON.stringify(alert)}`;
      isFirst = false;
    }
  }
  yield "\n]\n";
}
