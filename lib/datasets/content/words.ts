/**
 * What the words of a column are, told from a sample of its different values.
 *
 * @module
 */
import { isAddress, isHostName, namesAddress } from "./addresses.ts";
import { isMoment, isTimeOfDay } from "./moments.ts";
import { isCounter } from "./counters.ts";

/** A column of words. */
export interface WordColumn {
  name: string;
  /** Rows with a value. */
  present: number;
  /** Different values, exactly. */
  distinct: number;
  /** Runs of consecutive rows, in the order of the file; missing values are left out. */
  runs: string[][];
}

/** What a cell holds in place of an address or a time. */
const GAP =
  /^\s*(0+(\.0+)?|-+|\?|\*|na|n\/a|nan|null|none|nil|unknown|any|\(empty\)|0000-00-00.*)?\s*$/i;
/** Share of the values that must fit. */
const FITTING = 0.99;
/** Share of addresses from which on other words among them are names of hosts. */
const MOSTLY = 2 / 3;

/** Whether different values are addresses, host names among addresses, and gaps. */
export function areAddresses(values: string[], name = ""): boolean {
  const filled = values.filter((value) => !GAP.test(value));
  if (filled.length === 0) return false;
  const addresses = filled.filter(isAddress).length;
  if (addresses > MOSTLY * filled.length) return true;
  const hosts = filled.filter((value) => !isAddress(value) && isHostName(value)).length;
  const named = name !== "" && namesAddress(name);
  if (addresses + hosts >= FITTING * filled.length) return addresses > 0 || named;
  return named;
}

/** Whether different values are points in time, and gaps. */
export function areMoments(values: string[]): boolean {
  const filled = values.filter((value) => !GAP.test(value));
  if (filled.length === 0) return false;
  return filled.filter(isMoment).length >= FITTING * filled.length ||
    filled.filter(isTimeOfDay).length >= FITTING * filled.length;
}

const UUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const HASH = /^(0x)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96,128})$/i;
const PLAIN_NUMBER = /^\s*[-+]?(0x[\da-f]+|[\d.,]+(e[-+]?\d+)?)\s*$/i;
const NUMBERED = /^(\D*)(\d{1,15})(\D*)$/;
/** Share of records with their own value from which on the value names the record. */
const OWN_VALUE = 0.9;
const FEWEST_ROWS = 50;
/** The same for hashes, which also name what occurs again, such as a certificate. */
const OWN_HASH = 0.5;

/** Whether the values name single records: UUIDs, hashes, `flow-1`, or one value for each record. */
export function areKeys({ name, present, distinct, runs }: WordColumn): boolean {
  const values = runs.flat();
  const fits = (pattern: RegExp) =>
    values.filter((value) => pattern.test(value.trim())).length >= FITTING * values.length;
  if (values.length === 0) return false;
  if (fits(UUID)) return true;
  if (fits(HASH)) return distinct >= OWN_HASH * present;
  // Numbers among words, such as ports, may differ from record to record without naming it.
  const numbersMostly =
    2 * values.filter((value) => PLAIN_NUMBER.test(value)).length > values.length;
  if (present >= FEWEST_ROWS && distinct >= OWN_VALUE * present && !numbersMostly) return true;
  const parts = runs.map((run) => run.map((value) => NUMBERED.exec(value.trim())));
  const first = parts.flat()[0];
  if (!first || first[1] + first[3] === "") return false;
  const alike = parts.every((run) =>
    run.every((each) => each?.[1] === first[1] && each[3] === first[3])
  );
  if (!alike) return false;
  const numbers = parts.map((run) => run.map((each) => Number(each![2])));
  const [min, max] = [Math.min(...numbers.flat()), Math.max(...numbers.flat())];
  return isCounter({ name, present, distinct, min, max, runs: numbers });
}
