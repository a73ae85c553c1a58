import type { ConnectionSelector } from "../../behaviour/finding.ts";
import { quoteLiteral } from "../../tables/duckdb.ts";

/** SQL: whether a connection of the file is one that a finding is about. */
export function selectorSql(selector: Partial<ConnectionSelector>): string {
  const { from, to, source, destination, host, destinationPort, protocol, service, outcome } =
    selector;
  const conditions = [
    ...(from === undefined || !Number.isFinite(from) ? [] : [`time >= ${from}`]),
    ...(to === undefined || !Number.isFinite(to) ? [] : [`time < ${to}`]),
    ...(source === undefined ? [] : [`source = ${quoteLiteral(source)}`]),
    ...(destination === undefined ? [] : [`destination = ${quoteLiteral(destination)}`]),
    ...(host === undefined
      ? []
      : [`(source = ${quoteLiteral(host)} OR destination = ${quoteLiteral(host)})`]),
    ...(destinationPort === undefined ? [] : [`destination_port = ${destinationPort}`]),
    ...(protocol === undefined ? [] : [`protocol = ${protocol}`]),
    ...(service === undefined ? [] : [`service = ${quoteLiteral(service)}`]),
    ...(outcome === undefined ? [] : [`outcome = ${outcome}`]),
  ];
  return conditions.length === 0 ? "TRUE" : conditions.join(" AND ");
}
