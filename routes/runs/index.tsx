import { page } from "fresh";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { RunFilters } from "../../components/run/RunFilters.tsx";
import { RunRowActions } from "../(_components)/RunRowActions.tsx";
import { RunTrend } from "../../components/run/RunTrend.tsx";
import { RunTable } from "../(_components)/RunTable.tsx";
import { ImportModel } from "../../islands/ImportModel.tsx";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import {
  datasetsOfRuns,
  filterRuns,
  parseRunFilter,
} from "../../lib/training/request/run_filter.ts";
import { define } from "../../utils.ts";

/** Runs on a page; the rest is a click away. */
const PAGE_RUNS = 50;

export const handler = define.handlers({
  GET({ url, state: { netsift } }) {
    const runs = netsift.runs.list();
    const filter = parseRunFilter(url.searchParams);
    const found = filterRuns(runs, filter);
    const last = Math.max(1, Math.ceil(found.length / PAGE_RUNS));
    const number = Math.min(
      last,
      Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1),
    );
    const address = (to: number) => {
      const query = new URLSearchParams(url.searchParams);
      query.set("page", String(to));
      return `/runs?${query}`;
    };
    return page({
      total: runs.length,
      found: found.length,
      shown: found.slice((number - 1) * PAGE_RUNS, number * PAGE_RUNS),
      newer: number > 1 ? address(number - 1) : null,
      older: number < last ? address(number + 1) : null,
      here: url.pathname + url.search,
      filter,
      datasets: datasetsOfRuns(runs),
    });
  },
});

export default define.page<typeof handler>(function RunsPage({ data }) {
  const { total, found, shown, newer, older, here, filter, datasets } = data;
  return (
    <>
      <PageHead title="Runs" lede="All training runs, with their models and metrics.">
        <a class="button button-primary" href="/train">
          <Icon name="play" /> New run
        </a>
        <ImportModel />
      </PageHead>
      {total > 0
        ? (
          <div class="stack">
            <RunFilters filter={filter} datasets={datasets} />
            <div class="row-between">
              <p class="muted" role="status">
                {found === total
                  ? formatPlural(total, "run")
                  : `${formatCount(found)} of ${formatPlural(total, "run")}`}
              </p>
              <RunTrend runs={shown} />
            </div>
            {found > 0
              ? (
                <RunTable
                  runs={shown}
                  actions={(run) => <RunRowActions run={run} here={here} />}
                />
              )
              : (
                <EmptyState
                  title="No runs match"
                  text="Remove a filter, or show all runs."
                >
                  <a class="button" href="/runs" aria-current="false">Show all</a>
                </EmptyState>
              )}
            {(newer || older) && (
              <nav class="row-between" aria-label="Pages">
                <span>{newer && <a href={newer} rel="prev">Newer runs</a>}</span>
                <span>{older && <a href={older} rel="next">Older runs</a>}</span>
              </nav>
            )}
          </div>
        )
        : (
          <EmptyState
            title="No runs yet"
            text="A run trains detectors on a dataset and measures them on another."
          >
            <a class="button button-primary" href="/train">Train detectors</a>
            <a class="button" href="/" aria-current="false">Demo traffic</a>
          </EmptyState>
        )}
    </>
  );
});
