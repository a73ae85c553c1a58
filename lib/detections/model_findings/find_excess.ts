/**
 * Hosts and times with more flagged records than chance explains, as findings.
 *
 * @module
 */
import { formatCount, formatPlural } from "../../base/format.ts";
import { severityOf } from "../../behaviour/calibration/severity_of.ts";
import type { Finding } from "../../behaviour/finding.ts";
import { type Database, openDatabase, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";
import {
  adjustProbabilities,
  correlationWithin,
  excessProbability,
  type FlaggedCount,
} from "../../learning/metrics/excess.ts";

/** Findings of models are of this check. */
export const MODEL_CHECK = "unusual-records";

/** One in so many findings of models may be false. */
const FALSE_DISCOVERIES = 0.01;
/** One flagged record alone says little. */
const FEWEST_FLAGGED = 3;
/** Windows from which the correlation is told. */
const MOST_CALIBRATING = 20_000;

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

/** Records that one host opened in one window. */
interface HostWindow extends FlaggedCount {
  host: string;
  from: number;
  to: number;
}

/**
 * Finds them. Windows of one host that follow each other are one finding.
 *
 * @returns worst first
 */
export async function findExcess(options: ExcessOptions): Promise<Finding[]> {
  const { connections, width, falseAlarms, baseline, spillFolder, memoryBytes } = options;
  using database = await openDatabase({ spillFolder, memoryBytes });
  await database.run(
    `CREATE TEMP TABLE windows AS SELECT source AS host, floor(time / ${width}) AS number, ` +
      `count(*) AS records, count(*) FILTER (flagged) AS flagged ` +
      `FROM ${
        parquetSource(connections)
      } WHERE time IS NOT NULL AND source IS NOT NULL GROUP BY ALL`,
  );
  const [[tests]] = await database.rows("SELECT count(*) FROM windows");
  const share = await typicalShare(database, falseAlarms);
  const correlation = correlationWithin(await calibrating(database, share), share);
  const candidates = (await database.rows(
    `SELECT host, number, records, flagged FROM windows WHERE flagged >= ${FEWEST_FLAGGED} ` +
      `AND flagged > ${share} * records`,
  )).map(([host, number, records, flagged]): HostWindow => ({
    host: String(host),
    from: Number(number) * width,
    to: (Number(number) + 1) * width,
    records: Number(records),
    flagged: Number(flagged),
  }))
    .filter((window) => !isWithin(window, baseline));
  const probabilities = candidates.map((window) => excessProbability(window, share, correlation));
  const adjusted = adjustProbabilities(probabilities, Number(tests));
  const unusual = candidates.flatMap((window, index) =>
    adjusted[index] <= FALSE_DISCOVERIES ? [{ window, p: adjusted[index] }] : []
  );
  const findings: Finding[] = [];
  for (const joined of joinWindows(unusual)) {
    findings.push(await describe(database, connections, joined, share));
  }
  return findings.sort((a, b) => b.severity - a.severity);
}

function isWithin({ from, to }: HostWindow, baseline: ExcessOptions["baseline"]): boolean {
  return baseline !== null && from >= (baseline.from ?? -Infinity) &&
    to <= (baseline.to ?? Infinity);
}

/** What the models flag by chance, or half of the windows have, where that is more. */
async function typicalShare(database: Database, falseAlarms: number): Promise<number> {
  const [[share]] = await database.rows(
    `SELECT median(flagged / records) FROM windows WHERE records * ${falseAlarms} >= 1`,
  );
  return Math.min(0.5, Math.max(falseAlarms, Number(share ?? 0)));
}

async function calibrating(database: Database, share: number): Promise<FlaggedCount[]> {
  const rows = await database.rows(
    `SELECT records, flagged FROM windows WHERE records * ${share} >= 1 ` +
      `ORDER BY hash(host, number) LIMIT ${MOST_CALIBRATING}`,
  );
  return rows.map(([records, flagged]) => ({ records: Number(records), flagged: Number(flagged) }));
}

/** Puts windows of one host that follow each other together, with the least probability of them. */
function joinWindows(unusual: { window: HostWindow; p: number }[]): (HostWindow & { p: number })[] {
  const joined: (HostWindow & { p: number })[] = [];
  const ordered = unusual.toSorted((a, b) =>
    a.window.host < b.window.host
      ? -1
      : a.window.host > b.window.host
      ? 1
      : a.window.from - b.window.from
  );
  for (const { window, p } of ordered) {
    const last = joined.at(-1);
    if (last?.host === window.host && last.to === window.from) {
      last.to = window.to;
      last.records += window.records;
      last.flagged += window.flagged;
      last.p = Math.min(last.p, p);
    } else joined.push({ ...window, p });
  }
  return joined;
}

async function describe(
  database: Database,
  connections: string,
  { host, from, to, records, flagged, p }: HostWindow & { p: number },
  share: number,
): Promise<Finding> {
  const [[port, peer, peers]] = await database.rows(
    `SELECT mode(destination_port), mode(destination), count(DISTINCT destination) ` +
      `FROM ${parquetSource(connections)} WHERE flagged AND time >= ${from} AND time < ${to} ` +
      `AND source = ${quoteLiteral(host)}`,
  );
  const expected = share * records;
  const where = [
    ...(Number(peers) === 1 ? [`to ${peer}`] : [`to ${formatPlural(Number(peers), "host")}`]),
    ...(Number(port) >= 0 ? [`mostly on port ${port}`] : []),
  ].join(", ");
  return {
    check: MODEL_CHECK,
    kind: "model",
    host,
    ...(Number(peers) === 1 && { peer: String(peer) }),
    from,
    to,
    p,
    severity: severityOf(-Math.log10(Math.max(p, 1e-300)), -Math.log10(FALSE_DISCOVERIES)),
    typical: `about ${expected < 1 ? "1" : formatCount(Math.round(expected))} of ${
      formatPlural(records, "connection")
    } at most`,
    actual: `${formatCount(flagged)} of ${formatPlural(records, "connection")}`,
    values: { typical: expected, actual: flagged, unit: "flagged connections" },
    text: `Opened ${formatPlural(records, "connection")}, ${
      flagged === records ? "all" : formatCount(flagged)
    } of them unlike usual traffic, ${where}.`,
    selector: { from, to, source: host },
    records: flagged,
  };
}
