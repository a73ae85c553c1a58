import type { FindingKind } from "../../behaviour/finding.ts";
import type { StoredFinding } from "./finding_files.ts";

/** Which findings are asked for; what is left out does not matter. */
export interface FindingFilter {
  host?: string;
  kind?: FindingKind;
  check?: string;
  /** Milliseconds since 1970; findings that end later. */
  from?: number;
  /** Milliseconds since 1970; findings that begin earlier. */
  to?: number;
  limit?: number;
}

/** The findings that fit, in their order: those about the host, and those of its dealings with others. */
export function selectFindings(
  findings: readonly StoredFinding[],
  { host, kind, check, from = -Infinity, to = Infinity, limit = Infinity }: FindingFilter,
): StoredFinding[] {
  return findings.filter((finding) =>
    (host === undefined || finding.host === host || finding.peer === host) &&
    (kind === undefined || finding.kind === kind) &&
    (check === undefined || finding.check === check) &&
    Date.parse(finding.to) >= from && Date.parse(finding.from) < to
  ).slice(0, limit);
}
