/**
 * Findings as cells of lanes: a lane a host, a cell a piece of time.
 *
 * @module
 */
import { niceWidth } from "../../base/nice_width.ts";
import type { DetectionFinding } from "../../resources/detection.ts";

/** A finding with its times as numbers. */
export interface TimedFinding extends DetectionFinding {
  begin: number;
  end: number;
}

/** A piece of time of one host with findings. */
export interface LaneCell {
  host: string;
  /** Which piece of the range, from 0. */
  column: number;
  from: number;
  to: number;
  /** Of the worst finding. */
  severity: number;
  /** Worst first. */
  findings: TimedFinding[];
}

/** The pieces that a range of time is cut into. */
export interface Columns {
  /** Where the first begins, in milliseconds. */
  start: number;
  width: number;
  count: number;
}

/** Findings with their times as numbers, worst first. */
export function timed(findings: readonly DetectionFinding[]): TimedFinding[] {
  return findings.map((finding) => ({
    ...finding,
    begin: Date.parse(finding.from),
    end: Date.parse(finding.to),
  })).sort((a, b) => b.severity - a.severity);
}

/** A cell is at least a second. */
const LEAST_WIDTH = 1000;

/**
 * Cuts a range into round pieces that begin with the hours and days of clocks of the zone.
 *
 * @param most pieces
 * @param offset milliseconds that clocks are ahead of UTC
 */
export function columnsOf(from: number, to: number, most: number, offset: number): Columns {
  const width = Math.max(LEAST_WIDTH, niceWidth(to - from, most - 1));
  const start = Math.floor((from + offset) / width) * width - offset;
  return { start, width, count: Math.max(1, Math.ceil((to + 1 - start) / width)) };
}

/** The cells of each host that have findings, in time order. */
export function laneCells(
  findings: readonly TimedFinding[],
  { start, width, count }: Columns,
): Map<string, LaneCell[]> {
  const lanes = new Map<string, Map<number, LaneCell>>();
  for (const finding of findings) {
    const { host, begin, end } = finding;
    const first = Math.max(0, Math.floor((begin - start) / width));
    const last = Math.min(count - 1, Math.floor((Math.max(begin, end - 1) - start) / width));
    for (let column = first; column <= last; column++) {
      const lane = lanes.get(host) ?? new Map<number, LaneCell>();
      lanes.set(host, lane);
      const from = start + column * width;
      const cell = lane.get(column) ??
        { host, column, from, to: from + width, severity: 0, findings: [] };
      lane.set(column, cell);
      cell.findings.push(finding);
      cell.severity = Math.max(cell.severity, finding.severity);
    }
  }
  return new Map(
    [...lanes].map((
      [host, lane],
    ) => [host, [...lane.values()].sort((a, b) => a.column - b.column)]),
  );
}

/** The columns in which no host has a record: no records is not the same as nothing unusual. */
export function silentColumns(
  totals: readonly { from: number; records: number }[],
  width: number,
  columns: Columns,
): Set<number> {
  const silent = new Set(Array.from({ length: columns.count }, (_, column) => column));
  for (const { from, records } of totals) {
    if (records === 0) continue;
    const first = Math.floor((from - columns.start) / columns.width);
    const last = Math.floor((from + width - 1 - columns.start) / columns.width);
    for (let column = first; column <= last; column++) silent.delete(column);
  }
  return silent;
}

/** The worst cell of all, the one that is open at first. */
export function worstCell(lanes: ReadonlyMap<string, LaneCell[]>): LaneCell | null {
  let worst: LaneCell | null = null;
  for (const cell of [...lanes.values()].flat()) {
    if (!worst || cell.severity > worst.severity) worst = cell;
  }
  return worst;
}

/**
 * The cell that a key leads to: arrows go to the next cell with findings in that direction, Home and
 * End within the host, with Ctrl over all.
 *
 * @param order of the hosts, from top to bottom
 * @returns `null` where the key leads nowhere
 */
export function cellByKey(
  key: string,
  isAll: boolean,
  current: LaneCell,
  lanes: ReadonlyMap<string, LaneCell[]>,
  order: readonly string[],
): LaneCell | null {
  const lane = lanes.get(current.host) ?? [];
  const place = lane.findIndex(({ column }) => column === current.column);
  const row = order.indexOf(current.host);
  const nearest = (host: string | undefined) =>
    (host === undefined ? [] : lanes.get(host) ?? []).reduce<LaneCell | null>(
      (best, cell) =>
        !best || Math.abs(cell.column - current.column) < Math.abs(best.column - current.column)
          ? cell
          : best,
      null,
    );
  switch (key) {
    case "ArrowLeft":
      return lane[place - 1] ?? null;
    case "ArrowRight":
      return lane[place + 1] ?? null;
    case "ArrowUp":
      return nearest(order[row - 1]);
    case "ArrowDown":
      return nearest(order[row + 1]);
    case "Home":
      return (isAll ? lanes.get(order[0])?.[0] : lane[0]) ?? null;
    case "End":
      return (isAll ? lanes.get(order.at(-1)!)?.at(-1) : lane.at(-1)) ?? null;
    default:
      return null;
  }
}
