import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { AlertStateBadge } from "../components/alerts/AlertStateBadge.tsx";
import { SeverityMark } from "../components/detection/SeverityMark.tsx";
import { ScrollTable } from "../components/ScrollTable.tsx";
import { Time } from "../components/Time.tsx";
import { formatCount, formatPlural } from "../lib/base/format.ts";
import type { Alert } from "../lib/resources/alert.ts";
import { ALERT_STATES } from "../lib/resources/choices.ts";
import { alertSubject } from "../lib/web/alerts/describe_alert.ts";
import type { AlertSortHead } from "../lib/web/alerts/sort_heads.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import { AlertActions, type AlertActor } from "./alerts/AlertActions.tsx";
import type { AlertTarget } from "./alerts/alert_target.ts";

interface AlertTableProps {
  alerts: JsonText<Alert[]>;
  heads: AlertSortHead[];
  /** What the list is filtered by, as the API takes it. */
  filter: Record<string, string>;
  /** How many alerts the filter lets pass. */
  total: number;
  actor: AlertActor;
}

/** A page of alerts, of which some or all are changed together. */
export function AlertTable({ heads, filter, total, actor, ...props }: AlertTableProps) {
  const alerts = useMemo(() => fromJsonText(props.alerts), []);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const isAll = useSignal(false);
  const isWhole = chosen.value.size === alerts.length;
  const count = isAll.value ? total : chosen.value.size;
  const target: AlertTarget = isAll.value ? { filter } : { ids: [...chosen.value] };
  const states = new Set(
    isAll.value && filter.state === undefined
      ? ALERT_STATES
      : alerts.filter(({ id }) => chosen.value.has(id)).map(({ state }) => state),
  );
  const choose = (ids: ReadonlySet<string>) => {
    chosen.value = ids;
    isAll.value = false;
  };
  const toggle = (id: string) => {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const disabled = !IS_BROWSER || !actor.canChange;
  return (
    <div class="stack">
      <div class="alert-bulk">
        <p role="status" class="muted">
          {count === 0
            ? "Select alerts to change them together."
            : `${formatCount(count)} selected.`}{" "}
          {isWhole && total > alerts.length && !isAll.value && (
            <button
              type="button"
              class="link-button"
              onClick={() => isAll.value = true}
            >
              Select all {formatCount(total)}
            </button>
          )}
        </p>
        {count > 0 && (
          <AlertActions
            actor={actor}
            target={target}
            what={formatPlural(count, "alert")}
            states={states}
            onDone={() => location.reload()}
          />
        )}
      </div>
      <div class="stacked-rows">
        <ScrollTable label="Alerts">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label="Select all on this page"
                  disabled={disabled}
                  checked={isWhole}
                  onChange={() => choose(isWhole ? new Set() : new Set(alerts.map(({ id }) => id)))}
                />
              </th>
              {heads.map(({ name, title, href, sorted }) => (
                <th key={name} scope="col" aria-sort={sorted}>
                  <a href={href} aria-current="false">{title}</a>
                  {sorted !== "none" && (
                    <span aria-hidden="true">{sorted === "ascending" ? " ▲" : " ▼"}</span>
                  )}
                </th>
              ))}
              <th scope="col">State</th>
              <th scope="col">Assigned to</th>
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <tr key={alert.id} class={chosen.value.has(alert.id) ? "chosen" : undefined}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Select ${alertSubject(alert)}, ${alert.rule.name}`}
                    disabled={disabled}
                    checked={chosen.value.has(alert.id)}
                    onChange={() =>
                      toggle(alert.id)}
                  />
                </td>
                <td>
                  <SeverityMark value={alert.severity.value} />
                </td>
                <th scope="row" class="name-cell alert-name">
                  <a href={`/alerts/${alert.id}`} aria-current="false">{alertSubject(alert)}</a>
                  <p class="under small">{alert.reason}</p>
                  <p class="under muted small">{alert.rule.name}, {alert.source.name}</p>
                </th>
                <td class="number" data-label="Records">{formatCount(alert.count)}</td>
                <td data-label="Latest record">
                  <Time at={alert.lastAt} />
                </td>
                <td data-label="Raised">
                  <Time at={alert.createdAt} />
                </td>
                <td>
                  <AlertStateBadge alert={alert} />
                </td>
                <td class="name-cell" data-label="Assigned to">{alert.assignee}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </div>
    </div>
  );
}
