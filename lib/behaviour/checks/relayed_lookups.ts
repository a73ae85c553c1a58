import type { Day } from "../day/day.ts";
import type { METRIC } from "../day/hour_counts.ts";

const DNS_PORT = 53;
const MOST = 0.5;

/**
 * Whether most lookups that a host sent in an hour are those that one host of the network sent to it: a
 * server of names asks on behalf of others, and then the other one is unusual.
 *
 * @param metric what is compared: the number of lookups or their bytes
 */
export function areRelayed(
  day: Day,
  host: number,
  metric: typeof METRIC.LOOKUPS | typeof METRIC.DNS_BYTES,
  hour: number,
): boolean {
  const sent = day.counts.get(host)?.at(metric, hour) ?? 0;
  return lookupsTo(day, host).some((link) =>
    (day.counts.get(day.links.source[link])?.at(metric, hour) ?? 0) > MOST * sent
  );
}

/** The same for the bytes of some links over the whole day, where all of them are lookups. */
export function areLinksRelayed(day: Day, host: number, links: readonly number[]): boolean {
  const { port, sourceBytes } = day.links;
  if (links.some((link) => port[link] !== DNS_PORT)) return false;
  const sent = links.reduce((sum, link) => sum + sourceBytes[link], 0);
  return lookupsTo(day, host).some((link) => sourceBytes[link] > MOST * sent);
}

/** Links by which hosts of the network asked this one for names. */
function lookupsTo(day: Day, host: number): number[] {
  const { port, source } = day.links;
  return [...day.linksTo(host)].filter((link) =>
    port[link] === DNS_PORT && source[link] !== host && day.book.isOwn(source[link])
  );
}
