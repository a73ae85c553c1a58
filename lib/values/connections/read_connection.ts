/**
 * What single records say about a connection, as the database reads it from whole files.
 *
 * @module
 */
import { mapColumns } from "../columns.ts";
import type { FlatRecord } from "../flatten.ts";
import { trimBlanks } from "../missing.ts";
import { numberOf, type Value, wordOf } from "../value.ts";
import type { ColumnsByField, ConnectionField, StateNotation } from "./connection_columns.ts";
import { FAILED_STATES } from "./failed_states.ts";
import { readTime, type TimeReading } from "./read_time.ts";
import { NO_ADDRESS, NO_SERVICE, PROTOCOLS, REFUSING_FLAGS } from "./words.ts";

/** Which columns say what a connection is, and how they are written. */
export interface ConnectionSource {
  columns: ColumnsByField;
  stateNotation: StateNotation | null;
  /** Of the column of the times; `null` where that holds numbers. */
  timeReading: TimeReading | null;
}

/** The part of a connection that its neighbours in time see. */
export interface SeenConnection {
  /** Milliseconds since 1970. */
  time: number;
  source: string;
  destination: string;
  /** The application protocol, or the port where that is not known. */
  service: string;
  /** -1 where it is not known. */
  sourcePort: number;
  destinationPort: number;
  /** How it failed, if it did: nobody answered, or it was refused or broken off. */
  failure: "unanswered" | "rejected" | null;
}

const MISSING_ADDRESS = new RegExp(`^(?:${NO_ADDRESS})$`);
const REFUSED = new RegExp(`^(?:${REFUSING_FLAGS})$`, "i");
const PROTOCOL_NUMBERS = new Map(
  Object.entries(PROTOCOLS).flatMap(([number, words]) =>
    words.map((word) => [word, Number(number)] as const)
  ),
);
/** Sets of keys whose columns are remembered. */
const MOST_LAYOUTS = 64;

/** Reads connections from records whose names may differ from those of the columns in punctuation. */
export class ConnectionReader {
  readonly #source: ConnectionSource;
  readonly #names: string[];
  readonly #layouts = new Map<string, ReadonlyMap<string, string>>();
  readonly #syn: RegExp | null;
  readonly #rejected: RegExp | null;

  constructor(source: ConnectionSource) {
    this.#source = source;
    this.#names = [...new Set(Object.values(source.columns).flat())];
    const states = source.stateNotation && FAILED_STATES[source.stateNotation];
    this.#syn = states && new RegExp(`^(?:${states.syn})$`, "i");
    this.#rejected = states && new RegExp(`^(?:${states.rejected})$`, "i");
  }

  /** The connection of a record; `null` where it says nothing of the time or of one of the hosts. */
  read(record: FlatRecord): SeenConnection | null {
    const names = this.#layoutOf(record);
    const values = (field: ConnectionField): Value[] =>
      (this.#source.columns[field] ?? []).map((name) => {
        const own = names.get(name);
        return own === undefined ? null : record[own];
      });
    const [time = null] = values("time").map((value) => readTime(value, this.#source.timeReading));
    const source = addressOf(firstWord(values("source")));
    const destination = addressOf(firstWord(values("destination")));
    if (time === null || source === null || destination === null) return null;
    const destinationPort = portOf(firstWord(values("destinationPort")));
    return {
      time,
      source,
      destination,
      service: this.#serviceOf(values, source) ?? String(destinationPort),
      sourcePort: portOf(firstWord(values("sourcePort"))),
      destinationPort,
      failure: this.#failureOf(values),
    };
  }

  #layoutOf(record: FlatRecord): ReadonlyMap<string, string> {
    const keys = Object.keys(record);
    const key = keys.join("\u0000");
    const known = this.#layouts.get(key);
    if (known) return known;
    const { columns } = mapColumns(this.#names, keys);
    if (this.#layouts.size === MOST_LAYOUTS) this.#layouts.clear();
    this.#layouts.set(key, columns);
    return columns;
  }

  #serviceOf(values: (field: ConnectionField) => Value[], source: string): string | null {
    // Wireshark names what a packet holds where others name the protocol below.
    const word = this.#source.columns.service
      ? firstWord(values("service"))
      : protocolOf(firstWord(values("protocol")), source) === 0
      ? firstWord(values("protocol"))
      : null;
    const service = word && trimBlanks(word.toLowerCase());
    return !service || NO_SERVICE.includes(service) ? null : service;
  }

  #failureOf(values: (field: ConnectionField) => Value[]): SeenConnection["failure"] {
    const state = firstWord(values("state"));
    if (this.#syn && this.#rejected && state !== null) {
      const trimmed = trimBlanks(state);
      return this.#syn.test(trimmed)
        ? "unanswered"
        : this.#rejected.test(trimmed)
        ? "rejected"
        : null;
    }
    const flags = firstWord(values("answerFlags"));
    return flags !== null && REFUSED.test(flags) || answers(values) === 0 ? "unanswered" : null;
  }
}

/** Packets in reply; `null` where that is not known. */
function answers(values: (field: ConnectionField) => Value[]): number | null {
  const back = firstNumber(values("destinationPackets"));
  if (back !== null) return back;
  const [sent, total] = [firstNumber(values("sourcePackets")), firstNumber(values("totalPackets"))];
  return sent !== null && total !== null && total >= sent ? total - sent : null;
}

function firstWord(values: Value[]): string | null {
  for (const value of values) {
    const word = wordOf(value);
    if (word !== null) return word;
  }
  return null;
}

function firstNumber(values: Value[]): number | null {
  for (const value of values) {
    const number = numberOf(value);
    if (typeof number === "number" && Number.isFinite(number)) return number;
  }
  return null;
}

function addressOf(word: string | null): string | null {
  const address = word && trimBlanks(word.toLowerCase());
  return !address || MISSING_ADDRESS.test(address) ? null : address;
}

/** A port in decimal or, as Argus has it for ICMP, in hexadecimal; -1 where there is none. */
function portOf(word: string | null): number {
  const port = word === null ? NaN : Number(trimBlanks(word));
  return port >= 0 && port <= 65_535 ? Math.round(port) : -1;
}

function protocolOf(word: string | null, source: string): number {
  if (word === null) return 0;
  const name = trimBlanks(word.toLowerCase());
  if (name === "icmp" && source.includes(":")) return 58;
  const number = PROTOCOL_NUMBERS.get(name) ?? Number(name);
  return number >= 0 && number <= 255 ? number : 0;
}
