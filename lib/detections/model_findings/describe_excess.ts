import { formatCount, formatPlural } from "../../base/format.ts";
import { severityOf } from "../../behaviour/calibration/severity_of.ts";
import type { Finding } from "../../behaviour/finding.ts";
import { type Database, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";
import type { UnusualWindow } from "./host_windows.ts";

/** Findings of models are of this check. */
export const MODEL_CHECK = "unusual-records";

/** Corrected probability at which severity begins to count. */
const LIMIT = 0.01;

/**
 * Makes a finding of a window with more flagged records than chance explains.
 *
 * @param connections see `writeConnections()`
 */
export async function describeExcess(
  database: Database,
  connections: string,
  { host, from, to, share, records, flagged, p }: UnusualWindow,
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
    severity: severityOf(-Math.log10(Math.max(p, 1e-300)), -Math.log10(LIMIT)),
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
