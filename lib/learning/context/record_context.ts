/**
 * Context features of records that come one after the other.
 *
 * @module
 */
import { ConnectionReader, type SeenConnection } from "../../values/connections/read_connection.ts";
import { type FlatRecord, flattenRecord } from "../../values/flatten.ts";
import { CONNECTION_ERROR, type ContextBlock } from "./context_block.ts";
import { ContextFeatures, contextNames } from "./context_features.ts";
import type { ContextState } from "./context_state.ts";
import { NameNumbers } from "./name_numbers.ts";

const ERRORS = { unanswered: CONNECTION_ERROR.SYN, rejected: CONNECTION_ERROR.REJECTED };

/**
 * Remembers the connections of the records so far, as far as windows reach, and describes each record
 * by those before it. It begins with an empty past.
 *
 * The same records in the order of their times get the same values, to the last bit, as the records of
 * a dataset.
 */
export class RecordContext {
  /** Names of the features. */
  readonly names: readonly string[];
  readonly #reader: ConnectionReader;
  readonly #features: ContextFeatures;
  readonly #hosts = new NameNumbers();
  readonly #services = new NameNumbers();
  readonly #block = emptyBlock();
  readonly #unknown: Float32Array;

  constructor(state: ContextState) {
    this.names = contextNames(state);
    this.#reader = new ConnectionReader(state.source);
    this.#features = new ContextFeatures(state);
    this.#unknown = new Float32Array(this.names.length).fill(NaN);
  }

  /**
   * Takes the next record.
   *
   * @returns a value for each of the names; `NaN` for a record without a time or a host
   */
  next(record: FlatRecord): Float32Array {
    const connection = this.#reader.read(record);
    if (!connection) return this.#unknown;
    this.#put(connection);
    return this.#features.observe(this.#block);
  }

  /** Whether a record brings its own values. */
  isGiven(record: FlatRecord): boolean {
    return this.names.some((name) => Object.hasOwn(record, name));
  }

  /** The next record with its context; values that it brings stay as they are. */
  complete(record: FlatRecord): FlatRecord {
    const flat = flattenRecord(record);
    const values = this.next(flat);
    if (this.isGiven(flat)) return flat;
    // Without a prototype: a name may be "__proto__".
    const whole: FlatRecord = Object.assign(Object.create(null), flat);
    this.names.forEach((name, i) => whole[name] = Number.isNaN(values[i]) ? null : values[i]);
    return whole;
  }

  #put(
    { time, source, destination, service, sourcePort, destinationPort, failure }: SeenConnection,
  ) {
    const block = this.#block;
    block.time[0] = time;
    block.source[0] = this.#hosts.of(source);
    block.destination[0] = this.#hosts.of(destination);
    block.service[0] = this.#services.of(service);
    block.sourcePort[0] = sourcePort;
    block.destinationPort[0] = destinationPort;
    block.error[0] = failure ? ERRORS[failure] : CONNECTION_ERROR.NONE;
  }
}

function emptyBlock(): ContextBlock {
  return {
    rows: 1,
    time: new Float64Array(1),
    source: new Int32Array(1),
    destination: new Int32Array(1),
    service: new Int32Array(1),
    sourcePort: new Int32Array(1),
    destinationPort: new Int32Array(1),
    error: new Uint8Array(1),
  };
}
