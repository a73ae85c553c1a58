/**
 * Labels as researchers write them down beside a capture: a CSV with a line for each attack, of time
 * range, addresses, ports, protocol and label.
 *
 * @module
 */
import { foldName } from "../../values/columns.ts";
import { PROTOCOLS } from "../../values/connections/words.ts";
import { splitRecord } from "../ingest/source/records.ts";
import type { LabelRule, LineFault } from "./label_rule.ts";
import { ZonedTime } from "./zoned_time.ts";

/** Lines at most. */
export const MAX_RULES = 10_000;
/** Characters of a label. */
const MAX_LABEL_LENGTH = 200;
const DELIMITERS = [",", ";", "\t"];

/** Names of columns, without case and punctuation. */
const NAMES: Record<Exclude<keyof LabelRule, "line">, string[]> = {
  from: ["from", "start", "starttime", "begin", "begintime", "timefrom"],
  to: ["to", "end", "endtime", "stop", "stoptime", "finish", "lasttime", "timeto"],
  source: ["source", "src", "srcip", "sourceip", "sourceaddress", "srcaddr", "saddr", "attacker"],
  sourcePort: ["sourceport", "srcport", "sport"],
  destination: [
    ...["destination", "dst", "dest", "dstip", "destip", "destinationip", "destinationaddress"],
    ...["dstaddr", "daddr", "victim", "target"],
  ],
  destinationPort: ["destinationport", "dstport", "destport", "dport", "port"],
  protocol: ["protocol", "proto"],
  label: ["label", "class", "attack", "attacktype", "attackname", "attackcategory", "category"],
};

type Field = keyof typeof NAMES;

/** What was read. */
export interface ReadRules {
  rules: LabelRule[];
  /** All that is wrong, by line. */
  faults: LineFault[];
}

/**
 * Reads label lines.
 *
 * @param timeZone of times that do not say theirs
 */
export function readLabelRules(text: string, timeZone: string): ReadRules {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const head = lines.findIndex((line) => line.trim() !== "");
  if (head < 0) return { rules: [], faults: [{ line: 1, reason: "there is no line of names" }] };
  const delimiter =
    DELIMITERS.toSorted((a, b) => lines[head].split(b).length - lines[head].split(a).length)[0];
  const cells = (line: string) =>
    splitRecord(line, 0, delimiter, '"').fields.map((cell) => cell.trim());
  const names = cells(lines[head]);
  const columns = findColumns(names);
  if ("reason" in columns) return { rules: [], faults: [{ line: head + 1, ...columns }] };
  const clock = new ZonedTime(timeZone);
  const rules: LabelRule[] = [];
  const faults: LineFault[] = [];
  for (let i = head + 1; i < lines.length; i++) {
    if (lines[i].trim() === "") continue;
    const line = i + 1;
    if (rules.length + faults.length === MAX_RULES) {
      faults.push({ line, reason: `more than ${MAX_RULES.toLocaleString("en-GB")} lines` });
      break;
    }
    const values = cells(lines[i]);
    if (values.length !== names.length) {
      faults.push({ line, reason: `expected ${names.length} fields, found ${values.length}` });
      continue;
    }
    const at = (field: Field) => columns.has(field) ? values[columns.get(field)!] : "";
    const read = readRule(line, at, clock);
    if ("reason" in read) faults.push({ line, reason: read.reason });
    else rules.push(read);
  }
  if (rules.length + faults.length === 0) {
    faults.push({ line: head + 1, reason: "there are no lines below the names" });
  }
  return { rules, faults };
}

/** The place of each field; all columns must be known, for a condition that is not read would label too much. */
function findColumns(names: string[]): Map<Field, number> | { reason: string } {
  const columns = new Map<Field, number>();
  for (const [i, name] of names.entries()) {
    const fold = foldName(name);
    const field = (Object.keys(NAMES) as Field[]).find((each) => NAMES[each].includes(fold));
    if (!field) {
      return {
        reason: `the column "${name.slice(0, 50)}" is not known; use from, to, source, ` +
          `source_port, destination, destination_port, protocol and label`,
      };
    }
    if (columns.has(field)) {
      return {
        reason: `"${names[columns.get(field)!]}" and "${name.slice(0, 50)}" mean the same`,
      };
    }
    columns.set(field, i);
  }
  return columns.has("label") ? columns : { reason: "there is no column label" };
}

function readRule(
  line: number,
  at: (field: Field) => string,
  clock: ZonedTime,
): LabelRule | { reason: string } {
  const faults: string[] = [];
  const read = <T>(field: Field, value: (text: string) => T | null, what: string): T | null => {
    const text = at(field);
    if (text === "") return null;
    const found = value(text);
    if (found === null) faults.push(`"${text.slice(0, 50)}" is not ${what}`);
    return found;
  };
  const time = (field: Field) =>
    read(field, (text) => clock.read(text), "a time such as 2026-07-07 09:30:00");
  const port = (field: Field) => read(field, (text) => whole(text, 65_535), "a port");
  const address = (field: Field) =>
    read(field, (text) => /\s/.test(text) ? null : text.toLowerCase(), "an address");
  const rule: LabelRule = {
    line,
    from: time("from"),
    to: time("to"),
    source: address("source"),
    sourcePort: port("sourcePort"),
    destination: address("destination"),
    destinationPort: port("destinationPort"),
    protocol: read("protocol", protocolNumber, "a protocol such as tcp, udp, icmp or a number"),
    label: at("label"),
  };
  if (rule.from !== null && rule.to !== null && rule.from > rule.to) {
    faults.push("it ends before it begins");
  }
  if (Object.values(rule).some((value) => typeof value === "string" && value.includes("\0"))) {
    faults.push("it has a NUL byte");
  }
  if (rule.label === "") faults.push("it has no label");
  if (rule.label.length > MAX_LABEL_LENGTH) {
    faults.push(`its label has more than ${MAX_LABEL_LENGTH} characters`);
  }
  return faults.length > 0 ? { reason: faults.join("; ") } : rule;
}

function whole(text: string, most: number): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function protocolNumber(text: string): number | null {
  const named = Object.keys(PROTOCOLS).find((number) =>
    PROTOCOLS[Number(number)].includes(text.toLowerCase())
  );
  return named === undefined ? whole(text, 255) : Number(named);
}
