import type { Finding } from "../finding.ts";

/** Findings of one thing that lie no further apart are one. */
const LONGEST_GAP = 26 * 3_600_000;

/** Makes one finding of those of one check, host and peer on days in a row; the worst one speaks. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  const keyOf = ({ check, host, peer, service }: Finding) => [check, host, peer, service].join(" ");
  for (const group of Map.groupBy(findings, keyOf).values()) {
    group.sort((a, b) => a.from - b.from);
    let open: Finding | null = null;
    for (const finding of group) {
      if (open && finding.from - open.to <= LONGEST_GAP) open = join(open, finding);
      else {
        if (open) merged.push(open);
        open = finding;
      }
    }
    if (open) merged.push(open);
  }
  return merged;
}

function join(a: Finding, b: Finding): Finding {
  const to = Math.max(a.to, b.to);
  return {
    ...(b.severity > a.severity ? b : a),
    from: a.from,
    to,
    records: a.records + b.records,
    selector: { ...(b.severity > a.severity ? b : a).selector, from: a.from, to },
  };
}
