import type { Day } from "../day/day.ts";

const MOST = 0.5;

/**
 * Whether most connections that a host received in an hour came from one host of the network: then
 * that one is the unusual one, not the host that it called.
 *
 * @param received connections in that hour
 */
export function hasSingleSource(day: Day, host: number, hour: number, received: number): boolean {
  const { links, book } = day;
  const bySource = new Map<number, number>();
  for (const link of day.linksTo(host)) {
    const source = links.source[link];
    if (links.busiestAt[link] !== hour || !book.isOwn(source)) continue;
    bySource.set(source, (bySource.get(source) ?? 0) + links.busiestHour[link]);
  }
  return Math.max(0, ...bySource.values()) > MOST * received;
}
