import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { bandOf } from "../../lib/learning/severity/severity.ts";
import { cellByKey, type Columns, type LaneCell } from "../../lib/web/detections/cells.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";

/** From this severity on a cell shows its number. */
const NUMBERED = 70;

interface HostLanesProps {
  /** From top to bottom, with their severities. */
  hosts: { host: string; severity: number }[];
  lanes: Map<string, LaneCell[]>;
  columns: Columns;
  /** Columns that have a heading, and what it says. */
  headings: { column: number; span: number; text: string }[];
  chosen: LaneCell | null;
  /** Columns in which there are no records at all. */
  silent: ReadonlySet<number>;
  words: TimeWords;
  /** `isOpened`: by the person, who wants to read it. */
  onChoose: (cell: LaneCell) => void;
  onHost: (host: string) => void;
}

/**
 * A lane for each host with a cell for each piece of time. It is one stop of the Tab key: arrows lead
 * from cell to cell.
 */
export function HostLanes(props: HostLanesProps) {
  const { hosts, lanes, columns, headings, chosen, silent, words, onChoose, onHost } = props;
  const table = useRef<HTMLTableElement>(null);
  const shown = useSignal<{ cell: LaneCell; top: number } | null>(null);
  const order = hosts.map(({ host }) => host).filter((host) => lanes.has(host));
  const stop = chosen && order.includes(chosen.host) ? chosen : lanes.get(order[0])?.[0] ?? null;

  function press(event: KeyboardEvent, cell: LaneCell): void {
    if (event.key === "Escape") shown.value = null;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onChoose(cell);
      return;
    }
    const next = cellByKey(event.key, event.ctrlKey, cell, lanes, order);
    if (!next) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-cell="${keyOf(next)}"]`)?.focus();
  }

  return (
    <div class="lanes-wrap">
      <table class="lanes" role="grid" aria-labelledby="lanes-title" ref={table}>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Host</span>
            </th>
            {headings.map(({ column, span, text }) => (
              <th key={column} scope="col" colSpan={span}>{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.filter(({ host }) => lanes.has(host)).map(({ host, severity }) => {
            const cells = new Map(lanes.get(host)!.map((cell) => [cell.column, cell]));
            return (
              <tr key={host}>
                <th scope="row">
                  <span class="lane-host">
                    <button type="button" class="link-button" onClick={() => onHost(host)}>
                      {host}
                    </button>
                    <SeverityMark value={severity} isShort />
                  </span>
                </th>
                {Array.from({ length: columns.count }, (_, column) => {
                  const cell = cells.get(column);
                  if (!cell) {
                    return <td key={column} class={silent.has(column) ? "lane-gap" : undefined} />;
                  }
                  const isChosen = chosen?.host === host && chosen.column === column;
                  return (
                    <td
                      key={column}
                      class={`lane-${bandOf(cell.severity)}`}
                      data-cell={keyOf(cell)}
                      aria-selected={isChosen}
                      aria-label={describe(cell, words)}
                      tabIndex={stop?.host === host && stop.column === column ? 0 : -1}
                      onClick={() => onChoose(cell)}
                      onKeyDown={(event) => press(event, cell)}
                      onFocus={(event) =>
                        shown.value = { cell, top: bottomOf(event.currentTarget) }}
                      onBlur={() => shown.value = null}
                      onPointerEnter={(event) => {
                        if (event.pointerType !== "mouse") return;
                        shown.value = { cell, top: bottomOf(event.currentTarget) };
                      }}
                      onPointerLeave={() => shown.value = null}
                    >
                      <i />
                      {cell.severity >= NUMBERED && <b>{Math.floor(cell.severity)}</b>}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.value && <LaneTip {...shown.value} columns={columns} words={words} />}
    </div>
  );
}

/** What a cell is, when hovered or focused; the panel says more. */
function LaneTip({ cell, top, columns, words }: {
  cell: LaneCell;
  /** Where it begins, in pixels. */
  top: number;
  columns: Columns;
  words: TimeWords;
}) {
  const isRight = cell.column > columns.count / 2;
  const place = `${100 * (cell.column + (isRight ? 0 : 1)) / columns.count}%`;
  return (
    <div class="lane-tip" aria-hidden="true" style={{ top }}>
      <div style={isRight ? { right: `calc(100% - ${place})` } : { left: place }}>
        <strong>{cell.host}</strong>, {words.range(cell.from, cell.to)}
        <br />
        <SeverityMark value={cell.severity} />
        <br />
        {cell.findings[0].text}
      </div>
    </div>
  );
}

/** Where a cell ends, in pixels below the top of the table. */
function bottomOf({ offsetTop, offsetHeight }: HTMLElement): number {
  return offsetTop + offsetHeight;
}

function keyOf({ host, column }: LaneCell): string {
  return `${column} ${host}`;
}

function describe({ host, from, to, severity, findings }: LaneCell, words: TimeWords): string {
  return `${host}, ${words.range(from, to)}, severity ${Math.floor(severity)}, ${
    bandOf(severity)
  }. ${findings[0].text}`;
}
