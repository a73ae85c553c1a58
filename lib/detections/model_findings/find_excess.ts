/**
 * Hosts and times with more flagged records than chance explains, as findings.
 *
 * @module
 */
import type { Finding } from "../../behaviour/finding.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import { describeExcess } from "./describe_excess.ts";
import {
  adjustProbabilities,
  correlationWithin,
  excessProbability,
} from "../../learning/metrics/excess.ts";
import { type HostWindow, hostWindows, type UnusualWindow } from "./host_windows.ts";

/** One in so many findings of models may be false. */
const FALSE_DISCOVERIES = 0.01;

/** What is looked at. */
export interface ExcessOptions {
  /** See `writeConnections()`. */
  connections: string;
  /** Milliseconds of a window. */
  width: number;
  /** Share of usual records that the models flag. */
  falseAlarms: number;
  /** In milliseconds since 1970; nothing in it is reported. `null` where none is known to be clean. */
  baseline: { from?: number; to?: number } | null;
  spillFolder: string;
  memoryBytes: number;
}

/**
 * Finds them. Windows of one host that follow each other are one finding.
 *
 * @returns worst first
 */
export async function findExcess(options: ExcessOptions): Promise<Finding[]> {
  const { connections, width, falseAlarms, baseline, spillFolder, memoryBytes } = options;
  using database = await openDatabase({ spillFolder, memoryBytes });
  const windows = await hostWindows(database, connections, width, falseAlarms);
  const correlation = correlationWithin(windows.calibrating, windows.share);
  const candidates = windows.candidates.filter((window) => !isWithin(window, baseline));
  const adjusted = adjustProbabilities(
    candidates.map((window) => excessProbability(window, window.share, correlation)),
    windows.count,
  );
  const unusual = candidates.map((window, index) => ({ ...window, p: adjusted[index] }))
    .filter(({ p }) => p <= FALSE_DISCOVERIES);
  const findings: Finding[] = [];
  for (const joined of joinWindows(unusual)) {
    findings.push(await describeExcess(database, connections, joined));
  }
  return findings.sort((a, b) => b.severity - a.severity);
}

function isWithin({ from, to }: HostWindow, baseline: ExcessOptions["baseline"]): boolean {
  return baseline !== null && from >= (baseline.from ?? -Infinity) &&
    to <= (baseline.to ?? Infinity);
}

/** Puts windows of one host that follow each other together, with the least probability of them. */
function joinWindows(unusual: UnusualWindow[]): UnusualWindow[] {
  const joined: UnusualWindow[] = [];
  const ordered = unusual.toSorted((a, b) =>
    a.host < b.host ? -1 : a.host > b.host ? 1 : a.from - b.from
  );
  for (const window of ordered) {
    const last = joined.at(-1);
    if (last?.host === window.host && last.to === window.from) {
      last.to = window.to;
      last.records += window.records;
      last.flagged += window.flagged;
      last.p = Math.min(last.p, window.p);
    } else joined.push({ ...window });
  }
  return joined;
}
