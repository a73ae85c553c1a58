import type { LinkTable } from "../day/link_table.ts";

/** When some links were used, and how much. */
export interface Span {
  /** Milliseconds since 1970. */
  from: number;
  /** Milliseconds since 1970, after the last connection began. */
  to: number;
  records: number;
}

/** The span of some links, and how many connections they had. */
export function spanOf(links: LinkTable, indices: Iterable<number>): Span {
  const span = { from: Infinity, to: -Infinity, records: 0 };
  for (const link of indices) {
    span.from = Math.min(span.from, links.first[link]);
    span.to = Math.max(span.to, links.last[link] + 1);
    span.records += links.records[link];
  }
  return span;
}
