import { formatCount, formatPlural } from "../lib/base/format.ts";
import { bandOf } from "../lib/learning/severity/severity.ts";
import { timeWords } from "../lib/web/detections/describe_time.ts";
import { withCheckTitles } from "../lib/detections/check_titles.ts";
import { verdictOf } from "../lib/detections/verdict.ts";
import type { DetectionRecord } from "../lib/resources/detection.ts";
import type { DetectAnswer } from "./detect.ts";

/** What was found, as lines for a terminal: the answer, hosts, findings, records, what to know. */
export function detectText({ detection, findings, records }: DetectAnswer): string {
  const { hosts = [], span, elapsed = false, notes = [], flagged = 0 } = detection;
  const { timeZone } = detection.request;
  const from = span ? Date.parse(span.from) : 0;
  const words = timeWords({ timeZone, isElapsed: elapsed }, from);
  const range = (begin: string, end: string) => words.range(Date.parse(begin), Date.parse(end));
  const { headline, worst, others } = verdictOf(detection, hosts);
  const unusual = hosts.filter(({ findings }) => findings > 0);
  const lines = [[headline, worst].filter(Boolean).join(" ")];
  if (others) lines.push(others);
  if (unusual.length > 0) {
    lines.push("", "Hosts, worst first");
    for (const { host, severity, reasons } of unusual) {
      lines.push(`  ${severityText(severity)}  ${host}`);
      for (const reason of reasons) lines.push(`                ${reason}`);
    }
  }
  if (findings.length > 0) {
    lines.push("", `Findings${words.zone && ` (times in ${words.zone})`}`);
    for (const { severity, host, from, to, text } of findings) {
      lines.push(`  ${severityText(severity)}  ${host}, ${range(from, to)}: ${text}`);
    }
  }
  if (records.length > 0) {
    const total = formatPlural(flagged, "record");
    const some = records.length < flagged ? `, the worst ${formatCount(records.length)}` : "";
    lines.push("", `${total} unlike the others${some}`);
    for (const record of records) {
      const time = record.time === null ? "" : words.moment(Date.parse(record.time), true);
      lines.push(`  ${severityText(record.severity ?? 0)}  ${time}  ${recordText(record)}`);
    }
  }
  if (notes.length > 0) lines.push("", ...notes.map((note) => `Note: ${withCheckTitles(note)}`));
  return lines.join("\n");
}

/** Such as `97 critical`, in a column. */
function severityText(severity: number): string {
  return `${String(Math.floor(severity)).padStart(3)} ${bandOf(severity).padEnd(8)}`;
}

function recordText(record: DetectionRecord): string {
  const { source, destination, destinationPort: port, service, protocol, reason } = record;
  const hosts = source === null && destination === null
    ? `record ${formatCount(record.row)}`
    : `${source ?? "?"} -> ${destination ?? "?"}${port === null ? "" : ` port ${port}`}`;
  return [hosts, service ?? protocol, reason].filter(Boolean).join("  ");
}
