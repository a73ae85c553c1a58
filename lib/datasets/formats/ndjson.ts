/**
 * Newline-delimited JSON: one object a line.
 *
 * @module
 */
import {
  csvRecord,
  type Format,
  type Layout,
  type LayoutColumn,
  type LineParser,
  PARSED_DELIMITER,
} from "./format.ts";
import { chooseKind, LABELLED_FLOWS, onlyKind } from "./event_kinds.ts";
import type { EventKind } from "../../values/event_kind.ts";
import { named } from "./csv.ts";
import { FLATTENED_LEVELS, flattenRecord } from "../../values/flatten.ts";
import { parseJson } from "../../values/json.ts";

/** Nested values deeper than this are not looked at. */
const MAX_DEPTH = 64;
/** Other keys are met again, and the limit of columns is far below. */
const MAX_NEW_COLUMNS = 10_000;
const MAX_KEY_LENGTH = 1_000;
const FIRST_LINES = 1_000;
/** The key that names the kinds of Suricata's events. */
const SURICATA_KIND = "event_type";
/** The column of labels that alerts give. */
const ALERT_LABEL = "alert_label";
/** Flows with alerts that are remembered. */
const MAX_ALERTS = 2_000_000;

/** One object a line; every key of the file is a column. */
export const ndjson: Format = {
  id: "ndjson",
  recognise({ text, complete }, kind) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    if (!complete) lines.pop();
    const filled = lines.filter((line) => line.trim() !== "").slice(0, FIRST_LINES);
    if (!filled[0]?.trimStart().startsWith("{")) return null;
    const records = filled.map(readObject).flatMap((read) => "fault" in read ? [] : [read.object]);
    if (records.length <= filled.length / 2) return null;
    const alerts = kind === LABELLED_FLOWS ? new Map<string, string>() : undefined;
    const chosen = chooseKind(records, alerts ? "flow" : kind);
    const parser = new JsonLines([], chosen?.filter);
    for (const line of filled) parser.parse(line);
    if (parser.newColumns.size === 0) return null;
    return layoutOf([...parser.newColumns], {
      alerts,
      filter: chosen?.filter,
      kind: chosen?.filter ?? onlyKind(records),
      warnings: chosen?.warnings ?? [],
    });
  },
};

/** Which records are read. */
interface ChosenRecords {
  /** All where it is absent. */
  filter?: EventKind;
  /**
   * Signatures of alerts by flow, which parsers collect and give to flows as labels; absent where flows
   * have none. All lines are read before the column is known, so that an alert may follow its flow.
   */
  alerts?: Map<string, string>;
  /** What kind they are, where a key names it. */
  kind?: EventKind;
  warnings: string[];
}

function layoutOf(keys: string[], chosen: ChosenRecords): Layout {
  const { columns: plain, warnings } = named(keys);
  const known = chosen.kind?.field === SURICATA_KIND ? plain.map(suricataColumn) : plain;
  const columns = keys.includes(ALERT_LABEL) ? known.map(besideAlerts) : known;
  return {
    format: "ndjson",
    delimiter: PARSED_DELIMITER,
    quote: "",
    header: false,
    columns,
    createParser: () => new JsonLines(keys, chosen.filter, chosen.alerts),
    ...(chosen.kind && { recordKind: chosen.kind }),
    withColumns: (names) => layoutOf([...keys, ...names], chosen),
    dottedLabels: false,
    warnings: [...warnings, ...chosen.warnings],
  };
}

/** Suricata writes flags of TCP in hexadecimal without a sign of it: `1b` is neither a number nor a size. */
function suricataColumn(column: LayoutColumn): LayoutColumn {
  return column.name.startsWith("tcp.tcp_flags") ? { ...column, type: "categorical" } : column;
}

/** A column where alerts are the labels; that there was an alert gives the label away. */
function besideAlerts(column: LayoutColumn): LayoutColumn {
  if (column.name === ALERT_LABEL) return { ...column, type: "categorical", role: "label" };
  const leaks = column.name === "flow.alerted" || column.role === "label";
  return leaks ? { ...column, role: "leaking" } : column;
}

class JsonLines implements LineParser {
  readonly newColumns = new Set<string>();
  readonly #keys: string[];
  readonly #positions: Map<string, number>;

  readonly #filter: EventKind | undefined;
  readonly #alerts: Map<string, string> | undefined;

  /**
   * @param filter which records are read; the others are passed over
   * @param alerts see {@linkcode ChosenRecords}
   */
  constructor(keys: string[], filter?: EventKind, alerts?: Map<string, string>) {
    this.#keys = keys;
    this.#filter = filter;
    this.#alerts = alerts;
    this.#positions = new Map(keys.map((key, i) => [key, i]));
  }

  parse(line: string) {
    if (line.trim() === "") return null;
    const read = readObject(line);
    if ("fault" in read) return read;
    const { object } = read;
    if (this.#alerts && object[SURICATA_KIND] === "alert") this.#collect(this.#alerts, object);
    if (this.#filter && object[this.#filter.field] !== this.#filter.kind) return null;
    const fields: string[] = new Array(this.#keys.length).fill("");
    for (const [key, each] of Object.entries(flattenRecord(object))) {
      const position = this.#positions.get(key);
      if (position !== undefined) fields[position] = each === null ? "" : String(each);
      else if (this.newColumns.size < MAX_NEW_COLUMNS) this.newColumns.add(key);
    }
    const label = this.#positions.get(ALERT_LABEL);
    if (label !== undefined) fields[label] = this.#alerts?.get(String(object.flow_id)) ?? "";
    return { record: csvRecord(fields) };
  }

  /** Remembers the first alert about each flow. */
  #collect(alerts: Map<string, string>, { flow_id, alert }: Record<string, unknown>): void {
    const signature = (alert as { signature?: unknown } | null | undefined)?.signature;
    if (typeof signature !== "string" || flow_id === undefined) return;
    if (!this.#positions.has(ALERT_LABEL)) this.newColumns.add(ALERT_LABEL);
    const flow = String(flow_id);
    if (alerts.size < MAX_ALERTS && !alerts.has(flow)) alerts.set(flow, signature);
  }
}

function readObject(line: string): { object: Record<string, unknown> } | { fault: string } {
  let value: unknown;
  try {
    value = parseJson(line);
  } catch {
    return { fault: "the line is not valid JSON" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { fault: "the line is not a JSON object" };
  }
  const fault = faultOf(value);
  return fault === null ? { object: value as Record<string, unknown> } : { fault };
}

/** What is wrong with an object, or `null`. */
function faultOf(value: object, prefix = "", levels = FLATTENED_LEVELS): string | null {
  for (const [name, each] of Object.entries(value)) {
    const key = prefix + name;
    if (key.length > MAX_KEY_LENGTH) return "a key is longer than 1,000 characters";
    if (typeof each !== "object" || each === null) continue;
    const fault = levels > 0 && !Array.isArray(each)
      ? faultOf(each, `${key}.`, levels - 1)
      : depthWithin(each, MAX_DEPTH)
      ? null
      : `${key.slice(0, 40)}: nested too deeply`;
    if (fault !== null) return fault;
  }
  return null;
}

function depthWithin(value: object, depth: number): boolean {
  if (depth === 0) return false;
  return Object.values(value).every((each) =>
    typeof each !== "object" || each === null || depthWithin(each, depth - 1)
  );
}
