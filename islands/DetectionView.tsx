import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { formatPlural } from "../lib/base/format.ts";
import { useAddress } from "../lib/web/address.ts";
import {
  columnsOf,
  type LaneCell,
  laneCells,
  silentColumns,
  timed,
  worstCell,
} from "../lib/web/detections/cells.ts";
import { headingsOf } from "../lib/web/detections/headings.ts";
import { describeWidth, timeWords } from "../lib/web/detections/describe_time.ts";
import { CellPanel } from "./detection/CellPanel.tsx";
import { CellTable } from "./detection/CellTable.tsx";
import type { DetectionData } from "./detection/detection_data.ts";
import { HostLanes } from "./detection/HostLanes.tsx";
import { HostTable } from "./detection/HostTable.tsx";
import { LaneKey } from "./detection/LaneKey.tsx";
import { TimeRange } from "./detection/TimeRange.tsx";
import { useNarrow } from "./detection/use_narrow.ts";

/** Cells of a lane. */
const WIDE_CELLS = 60;
const NARROW_CELLS = 9;
/** Hosts that have a lane at first. */
const LANES = 15;

/** What is unusual: the range of time, hosts, lanes and what a cell is about. */
export function DetectionView({ data }: { data: DetectionData }) {
  const { id, scale, from, to, width, hosts, unusualHosts, hostsSeen, totals } = data;
  const words = timeWords(scale, from);
  const isNarrow = useNarrow();
  const view = useAddress("view", "lanes");
  const since = useAddress("from", "");
  const until = useAddress("to", "");
  const host = useAddress("host", "");
  const at = useAddress("cell", "");
  const isClosed = useSignal(false);
  const isOpened = useSignal(false);
  const allLanes = useSignal(false);
  const returnTo = useRef<HTMLElement | null>(null);

  const range = { from: timeOf(since.value, from), to: timeOf(until.value, to) };
  const findings = timed(data.findings)
    .filter(({ begin, end }) => end >= range.from && begin <= range.to);
  const byHost = Map.groupBy(findings, (finding) => finding.host);
  const columns = columnsOf(
    range.from,
    range.to,
    isNarrow ? NARROW_CELLS : WIDE_CELLS,
    words.offset(range.from),
  );
  const lanes = laneCells(findings, columns);
  const silent = silentColumns(totals, width, columns);
  const order = hosts.filter((one) => lanes.has(one.host));
  const shown = allLanes.value ? order : order.slice(0, LANES);
  const chosen = isClosed.value ? null : cellOf(lanes, host.value, at.value) ?? worstCell(lanes);

  function choose(cell: LaneCell): void {
    returnTo.current = document.activeElement as HTMLElement | null;
    host.value = cell.host;
    at.value = new Date(cell.from).toISOString();
    isClosed.value = false;
    isOpened.value = true;
  }

  function chooseHost(name: string): void {
    const worst = worstCell(new Map([[name, lanes.get(name) ?? []]]));
    if (worst) choose(worst);
  }

  function close(): void {
    isClosed.value = true;
    isOpened.value = false;
    returnTo.current?.focus();
  }

  return (
    <div class="stack-large">
      <TimeRange
        totals={totals}
        width={width}
        span={{ from, to }}
        range={range}
        words={words}
        onRange={(next) => {
          since.value = next.from <= from ? "" : new Date(next.from).toISOString();
          until.value = next.to >= to ? "" : new Date(next.to).toISOString();
        }}
      />
      {hosts.length > 0 && (
        <HostTable
          hosts={hosts}
          unusualHosts={unusualHosts}
          hostsSeen={hostsSeen}
          findings={byHost}
          words={words}
          onHost={chooseHost}
        />
      )}
      {order.length > 0 && (
        <section class="card stack" aria-labelledby="lanes-title">
          <div class="row-between">
            <h2 id="lanes-title">
              Hosts over time <small>{describeWidth(columns.width)} per cell</small>
            </h2>
            <div class="row" role="group" aria-label="View">
              {["lanes", "table"].map((name) => (
                <button
                  key={name}
                  type="button"
                  class="button button-small"
                  aria-pressed={view.value === name}
                  onClick={() => view.value = name}
                >
                  {name === "lanes" ? "Lanes" : "Table"}
                </button>
              ))}
            </div>
          </div>
          {view.value === "table" ? <CellTable lanes={lanes} words={words} onChoose={choose} /> : (
            <>
              <HostLanes
                hosts={shown}
                lanes={lanes}
                columns={columns}
                headings={headingsOf(columns, words, isNarrow ? 4 : 14)}
                chosen={chosen}
                silent={silent}
                words={words}
                onChoose={choose}
                onHost={chooseHost}
              />
              {shown.length < order.length && (
                <div>
                  <button
                    type="button"
                    class="button button-small"
                    disabled={!IS_BROWSER}
                    onClick={() => allLanes.value = true}
                  >
                    Show {formatPlural(order.length - shown.length, "more host")}
                  </button>
                </div>
              )}
              <LaneKey hasGaps={silent.size > 0} />
            </>
          )}
        </section>
      )}
      {chosen && (
        <CellPanel
          key={`${chosen.host} ${chosen.from}`}
          id={id}
          cell={chosen}
          words={words}
          hasFocus={isOpened.value}
          onClose={close}
        />
      )}
    </div>
  );
}

/** The time of an address, or another where it has none. */
function timeOf(text: string, fallback: number): number {
  const time = Date.parse(text);
  return Number.isNaN(time) ? fallback : time;
}

/** The cell of a host that holds a time, or its worst. */
function cellOf(lanes: Map<string, LaneCell[]>, host: string, at: string): LaneCell | null {
  const cells = lanes.get(host);
  if (!cells) return null;
  const time = Date.parse(at);
  return cells.find(({ from, to }) => from <= time && time < to) ??
    worstCell(new Map([[host, cells]]));
}
