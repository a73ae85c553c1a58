import { formatPlural } from "../../base/format.ts";
import type { Finding } from "../finding.ts";

/** Findings of one thing that lie no further apart are one: milliseconds. */
export const LONGEST_GAP = 26 * 3_600_000;

/** Makes one finding of those of one check, host and peer on days in a row; the worst one speaks. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const group of Map.groupBy(findings, findingKey).values()) {
    group.sort((a, b) => a.from - b.from);
    let open: Finding | null = null;
    for (const finding of group) {
      if (open && goesOn(open, finding)) open = joinFindings(open, finding);
      else {
        if (open) merged.push(open);
        open = finding;
      }
    }
    if (open) merged.push(open);
  }
  return merged;
}

/** Equal for findings of one thing. */
export function findingKey({ check, host, peer, service }: Finding): string {
  return [check, host, peer, service].join(" ");
}

/** Whether a later finding of the same thing belongs to an earlier one. */
export function goesOn(earlier: Finding, later: Finding): boolean {
  return later.from - earlier.to <= LONGEST_GAP;
}

/**
 * One finding of two of the same thing, the first of which began earlier. Where they overlap, two
 * measures of a check have found much the same records, which then count once.
 */
export function joinFindings(a: Finding, b: Finding): Finding {
  const worse = b.severity > a.severity ? b : a;
  const to = Math.max(a.to, b.to);
  const records = b.from < a.to ? Math.max(a.records, b.records) : a.records + b.records;
  return {
    ...worse,
    from: a.from,
    to,
    records,
    text: records > worse.records ? withTotal(worse.text, records) : worse.text,
    selector: { ...worse.selector, from: a.from, to },
  };
}

/** What {@linkcode withTotal} has added. */
const TOTAL = /; [\d,]+ connections over the whole period(?=\.)/;

/** Adds to what was found at the worst time how many connections there are in all. */
function withTotal(text: string, records: number): string {
  const total = `; ${formatPlural(records, "connection")} over the whole period`;
  return text.replace(TOTAL, "").replace(/\.(?=\s|$)/, `${total}.`);
}
