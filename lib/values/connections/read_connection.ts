/**
 * What single records say about a connection, as the database reads it from whole files.
 *
 * @module
 */
import type { FlatRecord } from "../flatten.ts";
import { trimBlanks } from "../missing.ts";
import type { ColumnsByField, StateNotation } from "./connection_columns.ts";
import { FAILED_STATES } from "./failed_states.ts";
import {
  addressOf,
  answersOf,
  FieldValues,
  firstWord,
  portOf,
  serviceOf,
  type ValuesOf,
} from "./field_values.ts";
import { readTime, type TimeReading } from "./read_time.ts";
import { REFUSING_FLAGS } from "./words.ts";

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

const REFUSED = new RegExp(`^(?:${REFUSING_FLAGS})$`, "i");

/** Reads connections from records whose names may differ from those of the columns in punctuation. */
export class ConnectionReader {
  readonly #source: ConnectionSource;
  readonly #fields: FieldValues;
  readonly #syn: RegExp | null;
  readonly #rejected: RegExp | null;

  constructor(source: ConnectionSource) {
    this.#source = source;
    this.#fields = new FieldValues(source.columns);
    const states = source.stateNotation && FAILED_STATES[source.stateNotation];
    this.#syn = states && new RegExp(`^(?:${states.syn})$`, "i");
    this.#rejected = states && new RegExp(`^(?:${states.rejected})$`, "i");
  }

  /** The connection of a record; `null` where it says nothing of the time or of one of the hosts. */
  read(record: FlatRecord): SeenConnection | null {
    const values = this.#fields.of(record);
    const [time = null] = values("time").map((value) => readTime(value, this.#source.timeReading));
    const source = addressOf(firstWord(values("source")));
    const destination = addressOf(firstWord(values("destination")));
    if (time === null || source === null || destination === null) return null;
    const destinationPort = portOf(firstWord(values("destinationPort")));
    return {
      time,
      source,
      destination,
      service: serviceOf(values, source, this.#source.columns.service !== undefined) ??
        String(destinationPort),
      sourcePort: portOf(firstWord(values("sourcePort"))),
      destinationPort,
      failure: this.#failureOf(values),
    };
  }

  #failureOf(values: ValuesOf): SeenConnection["failure"] {
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
    return flags !== null && REFUSED.test(flags) || answersOf(values) === 0 ? "unanswered" : null;
  }
}
