import { page } from "fresh";
import { alertActor } from "../(_components)/alert_actor.ts";
import { AlertFilters } from "../../components/alerts/AlertFilters.tsx";
import { AlertGroupTable } from "../../components/alerts/AlertGroupTable.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { Term } from "../../components/Term.tsx";
import { AlertTable } from "../../islands/AlertTable.tsx";
import { alertsQuerySchema, NONE } from "../../lib/api/alerts/queries.ts";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import { detectorTitle } from "../../lib/detectors/titles.ts";
import { alertAddress, alertPage } from "../../lib/web/alerts/alert_page.ts";
import { alertSortHeads } from "../../lib/web/alerts/sort_heads.ts";
import { jsonText } from "../../lib/web/records/json_text.ts";
import { define } from "../../utils.ts";

/** Alerts, or groups, on a page. */
const SHOWN = 50;

export const handler = define.handlers({
  GET({ url, state: { netsift, identity } }) {
    const { log } = netsift.live.alerts;
    const { texts, query, view, number } = alertPage(url.searchParams);
    const parsed = alertsQuerySchema.safeParse(query);
    const wrong = parsed.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    const filter = parsed.data ?? alertsQuerySchema.parse({});
    const total = view === "groups" ? log.countGroups(filter) : log.count(filter);
    const last = Math.max(1, Math.ceil(total / SHOWN));
    const at = Math.min(number, last);
    const offset = (at - 1) * SHOWN;
    const { sort: _, order: __, ...filterTexts } = query;
    return page({
      texts,
      view,
      wrong: wrong ?? [],
      total,
      all: log.count({}),
      filter: filterTexts,
      alerts: jsonText(
        view === "list" ? log.list({ ...filter, limit: SHOWN, offset }) : [],
      ),
      groups: view === "groups" ? log.groups(filter, SHOWN, offset) : [],
      heads: alertSortHeads(url.searchParams, filter.sort, filter.descending),
      isOn: [...url.searchParams.keys()].some((name) => name !== "page" && name !== "view"),
      previous: at > 1 ? alertAddress(url.searchParams, { page: String(at - 1) }) : null,
      next: at < last ? alertAddress(url.searchParams, { page: String(at + 1) }) : null,
      views: {
        list: alertAddress(url.searchParams, { view: "", page: "" }),
        groups: alertAddress(url.searchParams, { view: "groups", page: "" }),
      },
      exported: new URLSearchParams(filterTexts).toString(),
      address: url.search,
      actor: alertActor(identity, log),
      rules: netsift.live.alerts.rules.list().map(({ id, name }) => ({ value: id, text: name })),
      models: netsift.models.list().map(({ id, kind, runName }) => ({
        value: id,
        text: `${detectorTitle(kind)} of ${runName}`,
      })),
    });
  },
});

export default define.page<typeof handler>(function AlertsPage({ data }) {
  const { texts, view, wrong, total, all, filter, alerts, groups, heads, isOn, ...rest } = data;
  const { previous, next, views, exported, address, actor, rules, models } = rest;
  const what = view === "groups" ? "group" : "alert";
  return (
    <>
      <PageHead
        title="Alerts"
        lede={
          <>
            Raised by your rules, with the host and{" "}
            <Term name="Severity">severity</Term>. Review the records of an alert, then close it
            with a verdict.
          </>
        }
      >
        <a class="button" href={`/api/v1/alerts/export.csv?${exported}`} download>
          <Icon name="download" /> CSV
        </a>
        <a class="button" href={`/api/v1/alerts/export.json?${exported}`} download>
          <Icon name="download" /> JSON
        </a>
        <a class="button" href="/alerts/rules">Rules</a>
      </PageHead>
      <div class="stack">
        {all > 0 && (
          <AlertFilters
            texts={texts}
            view={view}
            rules={rules}
            models={models}
            assignees={actor.assignees}
            isOn={isOn}
          />
        )}
        {wrong.length > 0 && (
          <Notice tone="error">The filter was not applied. {wrong.join(" ")}</Notice>
        )}
        {all > 0 && (
          <div class="row-between">
            <p class="muted" role="status">{formatPlural(total, what)}</p>
            <nav class="row" aria-label="View">
              {(["list", "groups"] as const).map((one) => (
                <a
                  key={one}
                  class="button button-small view-choice"
                  href={views[one]}
                  aria-current={one === view ? "true" : "false"}
                >
                  {one === "list" ? "Alerts" : "Grouped by rule and host"}
                </a>
              ))}
            </nav>
          </div>
        )}
        {total === 0 ? <NoAlerts all={all} isOn={isOn} /> : view === "groups"
          ? (
            <AlertGroupTable
              groups={groups}
              addressOf={({ rule, host }) =>
                alertAddress(new URLSearchParams(address), {
                  rule: rule.id,
                  host: host ?? NONE,
                  view: "",
                  page: "",
                })}
            />
          )
          : (
            <AlertTable
              alerts={alerts}
              heads={heads}
              filter={filter}
              total={total}
              actor={actor}
            />
          )}
        {(previous || next) && (
          <nav class="row-between" aria-label="Pages">
            <span>{previous && <a href={previous} rel="prev">Previous page</a>}</span>
            <span>{next && <a href={next} rel="next">Next page</a>}</span>
          </nav>
        )}
      </div>
    </>
  );
});

/** An empty list: why, and what to do. */
function NoAlerts({ all, isOn }: { all: number; isOn: boolean }) {
  if (all === 0) {
    return (
      <EmptyState
        title="No alerts yet"
        text="Rules raise alerts about records that arrive, batches and detections."
      >
        <a class="button button-primary" href="/live">Live</a>
        <a class="button" href="/alerts/rules">Rules</a>
      </EmptyState>
    );
  }
  return isOn
    ? (
      <EmptyState title="No alerts match" text="Remove a filter, or show open alerts.">
        <a class="button" href="/alerts" aria-current="false">Open alerts</a>
      </EmptyState>
    )
    : (
      <EmptyState
        title="No open alerts"
        text={`All ${formatCount(all)} alerts are acknowledged, closed or muted.`}
      >
        <a class="button" href="/alerts?state=any&suppressed=any" aria-current="false">
          All alerts
        </a>
      </EmptyState>
    );
}
