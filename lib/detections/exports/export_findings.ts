/**
 * Findings for other programs and people: a ticket in Markdown, CSV, and events in the Elastic Common
 * Schema.
 *
 * @module
 */
import { stringifyCell } from "../../tables/csv_cell.ts";
import type { Detection, DetectionFinding, DetectionRecord } from "../../resources/detection.ts";
import { checkTitle } from "../check_titles.ts";

/** Columns of the CSV. */
const COLUMNS = [
  "id",
  "severity",
  "kind",
  "check",
  "host",
  "peer",
  "service",
  "from",
  "to",
  "typical",
  "actual",
  "text",
  "records",
] as const satisfies (keyof DetectionFinding)[];

/** Findings as CSV (RFC 4180); cells that a spreadsheet would run as formulas begin with a `'`. */
export function findingsCsv(findings: readonly DetectionFinding[]): string {
  const line = (cells: unknown[]) =>
    cells.map((cell) => stringifyCell(String(cell ?? ""))).join(",") + "\r\n";
  return line([...COLUMNS]) +
    findings.map((finding) => line(COLUMNS.map((column) => finding[column]))).join("");
}

/**
 * Findings as events, one JSON object a line.
 *
 * Source: Elastic Common Schema 8.17, `event`, `source`, `destination`, `rule` and `network` fields.
 */
export function findingsEcs(
  { id, name }: Pick<Detection, "id" | "name">,
  findings: readonly DetectionFinding[],
): string {
  return findings.map((finding) => {
    const { host, peer, service, from, to, severity, text, kind, check, records } = finding;
    return JSON.stringify({
      "@timestamp": from,
      ecs: { version: "8.17.0" },
      event: {
        kind: "alert",
        category: ["network", "intrusion_detection"],
        type: ["info"],
        module: "netsift",
        dataset: "netsift.detection",
        id: `${id}:${finding.id}`,
        start: from,
        end: to,
        severity: Math.round(severity),
        risk_score: severity,
        reason: text,
      },
      message: `${host}: ${text}`,
      rule: { id: check, category: kind, name: checkTitle(check, kind) },
      source: { address: host, ...(isIp(host) && { ip: host }) },
      ...(peer !== undefined && {
        destination: { address: peer, ...(isIp(peer) && { ip: peer }) },
      }),
      ...(service !== undefined && { network: { protocol: service } }),
      netsift: {
        detection: { id, name },
        finding: { typical: finding.typical, actual: finding.actual, records, p: finding.p },
      },
    }) + "\n";
  }).join("");
}

/** Findings about a host before those of its dealings with others, else in their order. */
export function ownFirst<One extends Pick<DetectionFinding, "host">>(
  findings: readonly One[],
  host: string,
): One[] {
  return findings.toSorted((a, b) => Number(b.host === host) - Number(a.host === host));
}

/** What a ticket is about. */
export interface Ticket {
  detection: Pick<Detection, "id" | "name" | "datasetName">;
  host: string;
  /** The first of them is what it is about; see {@linkcode ownFirst}. */
  findings: readonly DetectionFinding[];
  /** The worst connections behind them. */
  records: readonly DetectionRecord[];
  /** Address of the page; absent where it is not known. */
  link?: string;
}

/** A ticket in Markdown (CommonMark with tables): host, findings, connections. */
export function findingsTicket({ detection, host, findings, records, link }: Ticket): string {
  const [worst] = findings;
  const title = worst ? checkTitle(worst.check, worst.kind) : "Unusual host";
  return [
    `# ${escape(host)}: ${title}`,
    "",
    ...(worst
      ? [
        `Severity ${Math.round(worst.severity)} of 100. ${
          worst.host === host ? "" : `${escape(worst.host)}: `
        }${escape(worst.text)}`,
        "",
      ]
      : []),
    "## Findings",
    "",
    ...findings.flatMap((finding) => {
      const { from, to, severity, text, typical, actual, peer, check, kind } = finding;
      const by = finding.host === host ? "" : ` by ${escape(finding.host)}`;
      const other = peer === undefined || peer === host ? "" : `, with ${escape(peer)}`;
      return [
        `- **${checkTitle(check, kind)}**${by} (severity ${Math.round(severity)}), ` +
        `${from} to ${to}${other}`,
        `  - ${escape(text)}`,
        `  - Usual: ${escape(typical)}. Seen: ${escape(actual)}.`,
      ];
    }),
    "",
    ...(records.length === 0 ? [] : [
      "## Connections",
      "",
      "| Time | Source | Destination | Service | Sent | Received | State | Severity |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      ...records.map((record) =>
        `| ${
          [
            record.time,
            record.source,
            record.destinationPort === null
              ? record.destination
              : `${record.destination} port ${record.destinationPort}`,
            record.service ?? record.protocol,
            record.sourceBytes,
            record.destinationBytes,
            record.outcome,
            record.severity === null ? null : Math.round(record.severity),
          ].map((cell) => escape(String(cell ?? ""))).join(" | ")
        } |`
      ),
      "",
    ]),
    `Found by Netsift in "${escape(detection.datasetName)}", detection "${
      escape(detection.name)
    }"` +
    ` (${detection.id}).${link === undefined ? "" : ` <${link}>`}`,
    "",
  ].join("\n");
}

/** Text that Markdown leaves as it is, on one line. */
function escape(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}

function isIp(text: string): boolean {
  return /^[\d.]+$/.test(text) || /^[0-9a-f:.]*:[0-9a-f:.]*$/.test(text);
}
