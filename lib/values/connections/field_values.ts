/**
 * The values that a record has for the fields of a connection.
 *
 * @module
 */
import { mapColumns } from "../columns.ts";
import type { FlatRecord } from "../flatten.ts";
import { trimBlanks } from "../missing.ts";
import { numberOf, type Value, wordOf } from "../value.ts";
import type { ColumnsByField, ConnectionField } from "./connection_columns.ts";
import { NO_ADDRESS, NO_SERVICE, PROTOCOLS } from "./words.ts";

/** The values of a field, one for each column that may hold it. */
export type ValuesOf = (field: ConnectionField) => Value[];

const MISSING_ADDRESS = new RegExp(`^(?:${NO_ADDRESS})$`);
const PROTOCOL_NUMBERS = new Map(
  Object.entries(PROTOCOLS).flatMap(([number, words]) =>
    words.map((word) => [word, Number(number)] as const)
  ),
);
/** Sets of keys whose columns are remembered. */
const MOST_LAYOUTS = 64;

/** Finds the fields of records whose names may differ from those of the columns in punctuation. */
export class FieldValues {
  readonly #columns: ColumnsByField;
  readonly #names: string[];
  readonly #layouts = new Map<string, Map<ConnectionField, string[]>>();
  /** Of the record before, whose keys are mostly those of the next. */
  #last: { keys: string[]; layout: Map<ConnectionField, string[]> } | null = null;

  constructor(columns: ColumnsByField) {
    this.#columns = columns;
    this.#names = [...new Set(Object.values(columns).flat())];
  }

  /** The values of one record. */
  of(record: FlatRecord): ValuesOf {
    const layout = this.#layoutOf(record);
    return (field) => layout.get(field)?.map((name) => record[name]) ?? [];
  }

  /** Those of some names of columns that hold a field. */
  used(names: string[]): Set<string> {
    return new Set([...this.#layoutOfKeys(names).values()].flat());
  }

  /** The names that a record has for a field, the preferred one first. */
  namesOf(record: FlatRecord, field: ConnectionField): string[] {
    return this.#layoutOf(record).get(field) ?? [];
  }

  /** For each field the names of its columns in records with these keys. */
  #layoutOf(record: FlatRecord): Map<ConnectionField, string[]> {
    const keys = Object.keys(record);
    const last = this.#last;
    if (last && areSame(last.keys, keys)) return last.layout;
    const layout = this.#layoutOfKeys(keys);
    this.#last = { keys, layout };
    return layout;
  }

  #layoutOfKeys(keys: string[]): Map<ConnectionField, string[]> {
    const key = keys.join("\u0000");
    const known = this.#layouts.get(key);
    if (known) return known;
    const { columns } = mapColumns(this.#names, keys);
    const layout = new Map(
      Object.entries(this.#columns).map(([field, names]) => [
        field as ConnectionField,
        names.flatMap((name) => columns.get(name) ?? []),
      ]),
    );
    if (this.#layouts.size === MOST_LAYOUTS) this.#layouts.clear();
    this.#layouts.set(key, layout);
    return layout;
  }
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * The application protocol; `null` where it is not known.
 *
 * @param hasService whether records have a column of it
 */
export function serviceOf(values: ValuesOf, source: string, hasService: boolean): string | null {
  // Wireshark names what a packet holds where others name the protocol below.
  const word = hasService
    ? firstWord(values("service"))
    : protocolOf(firstWord(values("protocol")), source) === 0
    ? firstWord(values("protocol"))
    : null;
  const service = word && trimBlanks(word.toLowerCase());
  return !service || NO_SERVICE.includes(service) ? null : service;
}

/** Packets in reply; `null` where that is not known. */
export function answersOf(values: ValuesOf): number | null {
  const back = firstNumber(values("destinationPackets"));
  if (back !== null) return back;
  const [sent, total] = [firstNumber(values("sourcePackets")), firstNumber(values("totalPackets"))];
  return sent !== null && total !== null && total >= sent ? total - sent : null;
}

/** The first value that is there, as a word. */
export function firstWord(values: Value[]): string | null {
  for (const value of values) {
    const word = wordOf(value);
    if (word !== null) return word;
  }
  return null;
}

/** The first value that is a number. */
export function firstNumber(values: Value[]): number | null {
  for (const value of values) {
    const number = numberOf(value);
    if (typeof number === "number" && Number.isFinite(number)) return number;
  }
  return null;
}

/** An address in lower case; gaps that files write as words or zeros are none. */
export function addressOf(word: string | null): string | null {
  const address = word && trimBlanks(word.toLowerCase());
  return !address || MISSING_ADDRESS.test(address) ? null : address;
}

/** A port in decimal or, as Argus has it for ICMP, in hexadecimal; -1 where there is none. */
export function portOf(word: string | null): number {
  const port = word === null ? NaN : Number(trimBlanks(word));
  return port >= 0 && port <= 65_535 ? Math.round(port) : -1;
}

/** The number of a protocol; 0 where it is not known. */
export function protocolOf(word: string | null, source: string): number {
  if (word === null) return 0;
  const name = trimBlanks(word.toLowerCase());
  if (name === "icmp" && source.includes(":")) return 58;
  const number = PROTOCOL_NUMBERS.get(name) ?? Number(name);
  return number >= 0 && number <= 255 ? number : 0;
}
