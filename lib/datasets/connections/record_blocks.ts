/**
 * Records that arrive, as the connections that checks of behaviour read.
 *
 * @module
 */
import {
  type ConnectionBlock,
  type ConnectionNames,
  emptyBlock,
  OUTCOME,
  type Outcome,
} from "../../behaviour/connection_block.ts";
import type { FlatRecord } from "../../values/flatten.ts";
import { trimBlanks } from "../../values/missing.ts";
import type { StateNotation } from "../../values/connections/connection_columns.ts";
import {
  addressOf,
  FieldValues,
  firstNumber,
  firstWord,
  portOf,
  protocolOf,
  serviceOf,
  type ValuesOf,
} from "../../values/connections/field_values.ts";
import { outcomeOfState } from "../../values/connections/outcome_of_state.ts";
import type { TimeReading } from "../../values/connections/read_time.ts";
import { REFUSING_FLAGS } from "../../values/connections/words.ts";
import { durationUnitOf } from "./duration_unit.ts";
import { KNOWN_NAMES } from "./known_names.ts";
import { isClockTime, momentOf, timeReadingOf } from "./record_clock.ts";
import { stateNotationOf } from "./state_notation.ts";

/** How some records write what the names of their columns do not say. */
interface Notation {
  state: StateNotation | null;
  time: TimeReading | null;
  /** Durations are divided by it to be seconds. */
  perSecond: number;
}

const PER_SECOND = { seconds: 1, milliseconds: 1e3, microseconds: 1e6 };
const OUTCOMES: Record<string, Outcome> = {
  answered: OUTCOME.ANSWERED,
  failed: OUTCOME.FAILED,
  partial: OUTCOME.PARTIAL,
};
const REFUSED = new RegExp(`^(?:${REFUSING_FLAGS})$`, "i");
/** Records that are looked at to find out how values are written. */
const SAMPLED = 200;

/**
 * Makes blocks of connections from records of one shape, by the known names of their columns. How
 * states, times and durations are written is found out from the first records that have them.
 *
 * Times before 2001 count from the start of something and are none; so are those more than an hour
 * ahead of the clock, which would make everything else come late.
 */
export class RecordBlocks {
  readonly #names: ConnectionNames;
  readonly #fields = new FieldValues(KNOWN_NAMES);
  #notation: Notation | null = null;

  /** @param names gets the names of hosts and services */
  constructor(names: ConnectionNames) {
    this.#names = names;
  }

  /** Those of some names of columns that are read. */
  used(names: string[]): Set<string> {
    return this.#fields.used(names);
  }

  /**
   * Makes a block; records without hosts are left out.
   *
   * @param firstRow number of the first record in the stream
   * @param now in milliseconds since 1970
   */
  read(records: readonly FlatRecord[], firstRow: number, now: number): ConnectionBlock {
    const values = records.map((record) => this.#fields.of(record));
    this.#notation ??= notationOf(
      values.slice(0, SAMPLED),
      this.#fields.namesOf(records[0] ?? {}, "duration")[0] ?? "",
    );
    const block = emptyBlock(records.length);
    let rows = 0;
    for (let index = 0; index < records.length; index++) {
      if (this.#take(block, rows, values[index], now)) block.row[rows++] = firstRow + index;
    }
    return { ...block, rows };
  }

  #take(block: ConnectionBlock, row: number, values: ValuesOf, now: number): boolean {
    const source = addressOf(firstWord(values("source")));
    const destination = addressOf(firstWord(values("destination")));
    if (source === null || destination === null) return false;
    const { state, time: reading, perSecond } = this.#notation!;
    const { hosts, services } = this.#names;
    const time = momentOf(values, "time", reading);
    const protocol = protocolOf(firstWord(values("protocol")), source);
    const service = serviceOf(values, source, values("service").length > 0);
    block.time[row] = isClockTime(time, now) ? time : NaN;
    block.source[row] = hosts.numberOf(source);
    block.destination[row] = hosts.numberOf(destination);
    block.destinationPort[row] = portOf(firstWord(values("destinationPort")));
    block.protocol[row] = protocol;
    block.service[row] = service === null ? -1 : services.numberOf(service);
    const duration = firstNumber(values("duration"));
    block.duration[row] = duration === null
      ? (momentOf(values, "end", reading) - time) / 1000
      : duration / perSecond;
    [block.sourceBytes[row], block.destinationBytes[row]] = sides(values, "Bytes");
    [block.sourcePackets[row], block.destinationPackets[row]] = sides(values, "Packets");
    block.outcome[row] = outcomeOf(values, state, protocol, block.destinationPackets[row]);
    return true;
  }
}

/** Of both directions: a total gives the one that is not there, or, alone, counts as the source's. */
function sides(values: ValuesOf, what: "Bytes" | "Packets"): [source: number, destination: number] {
  const [source, destination, total] = [
    firstNumber(values(`source${what}`)),
    firstNumber(values(`destination${what}`)),
    firstNumber(values(`total${what}`)),
  ];
  const isWhole = source !== null && total !== null && total >= source;
  return [
    source ?? (total === null ? NaN : total - (destination ?? 0)),
    destination ?? (isWhole ? total - source : NaN),
  ];
}

/** The state decides; where it does not, whether anything came in reply. */
function outcomeOf(
  values: ValuesOf,
  notation: StateNotation | null,
  protocol: number,
  destinationPackets: number,
): Outcome {
  const flags = firstWord(values("answerFlags"));
  if (flags !== null && REFUSED.test(flags)) return OUTCOME.FAILED;
  const state = notation && firstWord(values("state"));
  const word = notation && state && outcomeOfState(notation, trimBlanks(state), protocol);
  if (word) return OUTCOMES[word];
  if (destinationPackets > 0) return OUTCOME.ANSWERED;
  return destinationPackets === 0 ? OUTCOME.FAILED : OUTCOME.UNKNOWN;
}

function notationOf(sample: readonly ValuesOf[], durationName: string): Notation {
  const words = (field: "state" | "time" | "duration") =>
    sample.flatMap((values) => firstWord(values(field)) ?? []);
  const top = (field: "state" | "duration") => words(field).map((value) => ({ value, count: 1 }));
  return {
    state: stateNotationOf({ top: top("state") }),
    time: timeReadingOf(words("time")),
    perSecond: PER_SECOND[durationUnitOf({ name: durationName, top: top("duration") })],
  };
}
