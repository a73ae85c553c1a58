import type { UnusualHost } from "../../resources/detection.ts";
import type { Silence } from "../../resources/silence.ts";
import type { StoredFinding } from "../findings/finding_files.ts";

/** The first silence that a finding falls under. */
export function silenceOf(
  { host, check }: Pick<StoredFinding, "host" | "check">,
  silences: readonly Silence[],
): Silence | undefined {
  return silences.find((silence) =>
    silence.host === host && (silence.check === undefined || silence.check === check)
  );
}

/**
 * Hosts without what is silenced about them, worst first. A host with silenced findings has the
 * severity of the worst that is left.
 *
 * @param findings all of them, worst first
 */
export function hostsWithout(
  silences: readonly Silence[],
  hosts: readonly UnusualHost[],
  findings: readonly StoredFinding[],
): UnusualHost[] {
  const silenced = new Set(
    findings.filter((finding) => silenceOf(finding, silences)).map(({ host }) => host),
  );
  if (silenced.size === 0) return [...hosts];
  return hosts.map((host) => {
    if (!silenced.has(host.host)) return host;
    const left = findings.filter((finding) =>
      finding.host === host.host && !silenceOf(finding, silences)
    );
    return {
      ...host,
      severity: left[0]?.severity ?? 0,
      findings: left.length,
      reasons: left.map(({ text }) => text),
    };
  }).sort((a, b) => b.severity - a.severity);
}
