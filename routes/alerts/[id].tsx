import { HttpError, page } from "fresh";
import { alertActor } from "../(_components)/alert_actor.ts";
import { AlertStateBadge } from "../../components/alerts/AlertStateBadge.tsx";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { Time } from "../../components/Time.tsx";
import { AlertRecordTable } from "../../islands/AlertRecordTable.tsx";
import { AlertTriage } from "../../islands/AlertTriage.tsx";
import { NONE } from "../../lib/api/alerts/queries.ts";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { Alert } from "../../lib/resources/alert.ts";
import { alertFacts, alertSubject, sourceAddress } from "../../lib/web/alerts/describe_alert.ts";
import { jsonText } from "../../lib/web/records/json_text.ts";
import { define } from "../../utils.ts";

/** Records on a page. */
const SHOWN = 50;

const SOURCE_TITLES = {
  live: "Model",
  batch: "Batch",
  detection: "Detection",
  sensor: "Sensor",
} as const;

export const handler = define.handlers({
  async GET({ params, url, state: { netsift, identity } }) {
    const { log } = netsift.live.alerts;
    const alert = log.get(params.id);
    if (!alert) throw new HttpError(404);
    const sort = url.searchParams.get("sort") === "time" ? "time" as const : "severity" as const;
    const number = Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1);
    const offset = (number - 1) * SHOWN;
    const found = await netsift.alertRecords.read(alert, { sort, limit: SHOWN, offset });
    const dataset = alert.source.type === "batch"
      ? netsift.batches.get(alert.source.id)?.request.dataset ?? null
      : null;
    const address = (change: { sort?: string; page?: number }) =>
      `/alerts/${alert.id}?${new URLSearchParams({
        sort,
        page: String(number),
        ...stringsOf(change),
      })}#records`;
    return page({
      alert,
      alike: log.count({ rule: alert.rule.id, host: alert.host }) - 1,
      records: found && jsonText(found.records),
      shown: found?.records.length ?? 0,
      total: found?.total ?? 0,
      offset,
      sort,
      sorts: {
        severity: address({ sort: "severity", page: 1 }),
        time: address({ sort: "time", page: 1 }),
      },
      previous: number > 1 ? address({ page: number - 1 }) : null,
      next: found && offset + SHOWN < found.total ? address({ page: number + 1 }) : null,
      model: alert.model && netsift.models.has(alert.model.id) ? alert.model.id : null,
      dataset,
      actor: alertActor(identity, log),
    });
  },
});

export default define.page<typeof handler>(function AlertPage({ data }) {
  const { alert, alike, records, shown, total, offset, sort, sorts, previous, next, actor } = data;
  return (
    <>
      <PageHead
        title={alertSubject(alert)}
        up={{ href: "/alerts", text: "Alerts" }}
        lede={alertFacts(alert)}
      />
      <div class="stack-large">
        <section class="card stack" aria-labelledby="alert-title">
          <h2 id="alert-title" class="visually-hidden">Alert</h2>
          <div class="row">
            <SeverityMark value={alert.severity.value} />
            <AlertStateBadge alert={alert} />
            <span class="muted">
              {alert.assignee === null ? "Unassigned" : `Assigned to ${alert.assignee}`}
            </span>
          </div>
          <AlertFactList alert={alert} alike={alike} />
          <AlertTriage id={alert.id} state={alert.state} note={alert.note} actor={actor} />
        </section>
        <section class="stack" id="records" aria-labelledby="records-title">
          <div class="row-between">
            <h2 id="records-title">
              Records <small>{recordsShown(alert, shown, total, offset)}</small>
            </h2>
            {total > 1 && (
              <nav class="row" aria-label="Order of records">
                {(["severity", "time"] as const).map((one) => (
                  <a
                    key={one}
                    class="button button-small view-choice"
                    href={sorts[one]}
                    aria-current={one === sort ? "true" : "false"}
                  >
                    {one === "severity" ? "Worst first" : "By time"}
                  </a>
                ))}
              </nav>
            )}
          </div>
          {records === null
            ? (
              <Notice>
                The {alert.source.type} {alert.source.name} was deleted, and its records with it.
              </Notice>
            )
            : shown === 0
            ? <p class="muted">No records of this alert are kept.</p>
            : (
              <AlertRecordTable
                records={records}
                first={offset + 1}
                model={data.model}
                dataset={data.dataset}
              />
            )}
          {(previous || next) && (
            <nav class="row-between" aria-label="Pages">
              <span>{previous && <a href={previous} rel="prev">Previous page</a>}</span>
              <span>{next && <a href={next} rel="next">Next page</a>}</span>
            </nav>
          )}
        </section>
      </div>
    </>
  );
});

/** Where the alert came from, when, and others like it. */
function AlertFactList({ alert, alike }: { alert: Alert; alike: number }) {
  const { rule, source, host, entity, firstAt, lastAt, createdAt, closedAt } = alert;
  const others = new URLSearchParams({
    rule: rule.id,
    host: host ?? NONE,
    state: "any",
    suppressed: "any",
  });
  return (
    <dl class="facts alert-facts">
      <div>
        <dt>Rule</dt>
        <dd>
          {rule.name}
          {alike > 0 && (
            <small>
              <a href={`/alerts?${others}`} aria-current="false">
                {formatPlural(alike, "other alert")} {host === null ? "" : "about this host"}
              </a>
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>{SOURCE_TITLES[source.type]}</dt>
        <dd>
          <a href={sourceAddress(alert)}>{source.name}</a>
          {alert.model && source.type !== "live" && <small>{alert.model.name}</small>}
        </dd>
      </div>
      {entity && entity.value !== host && (
        <div>
          <dt>{entity.column}</dt>
          <dd>{entity.value}</dd>
        </div>
      )}
      <div>
        <dt>Records</dt>
        <dd>
          <Time at={firstAt} />
          {lastAt !== firstAt && (
            <span>
              {" to "}
              <Time at={lastAt} />
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Raised</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
      </div>
      {closedAt && (
        <div>
          <dt>Closed</dt>
          <dd>
            <Time at={closedAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** How many records there are, and which of them are shown. */
function recordsShown({ count, source }: Alert, shown: number, total: number, offset: number) {
  const all = source.type === "live" && total < count
    ? `${formatCount(total)} kept of ${formatCount(count)}`
    : formatCount(total);
  return shown === total || shown === 0 ? all : `${offset + 1} to ${offset + shown} of ${all}`;
}

function stringsOf(change: { sort?: string; page?: number }): Record<string, string> {
  return Object.fromEntries(Object.entries(change).map(([name, value]) => [name, String(value)]));
}
