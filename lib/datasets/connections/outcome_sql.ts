/**
 * How a connection ended, as SQL.
 *
 * @module
 */
import { OUTCOME } from "../../behaviour/connection_block.ts";
import { quoteLiteral } from "../../tables/duckdb.ts";
import type { StateNotation } from "../../values/connections/connection_columns.ts";
import {
  ARGUS_OUTCOMES,
  type OutcomeWord,
  type OutcomeWords,
  SURICATA_OUTCOMES,
  ZEEK_OUTCOMES,
} from "../../values/connections/outcome_words.ts";
import { REFUSING_FLAGS } from "../../values/connections/words.ts";

const { ANSWERED, FAILED, PARTIAL, UNKNOWN } = OUTCOME;

/** What the database knows of a connection, each as SQL; `NULL` where it is not known. */
export interface OutcomeSources {
  state: string;
  /** Packets in reply. */
  destinationPackets: string;
  /** Number of the IP protocol. */
  protocol: string;
  /** TCP flags of the destination as hexadecimal digits. */
  answerFlags: string;
}

/** SQL: an {@linkcode OUTCOME}. The state decides; where it does not, whether anything came in reply. */
export function outcomeSql(notation: StateNotation | null, sources: OutcomeSources): string {
  const { destinationPackets, answerFlags } = sources;
  const byPackets = `CASE WHEN ${destinationPackets} > 0 THEN ${ANSWERED} ` +
    `WHEN ${destinationPackets} = 0 THEN ${FAILED} ELSE ${UNKNOWN} END`;
  const byState = notation === null ? "NULL" : STATES[notation](sources);
  return `coalesce(${refusedByFlags(answerFlags)}, ${byState}, ${byPackets})::UTINYINT`;
}

function refusedByFlags(flags: string): string {
  return `CASE WHEN regexp_full_match(${flags}, ${
    quoteLiteral(REFUSING_FLAGS)
  }, 'i') THEN ${FAILED} END`;
}

const STATES: Record<StateNotation, (sources: OutcomeSources) => string> = {
  zeek: ({ state }) => choose(state, ZEEK_OUTCOMES),
  suricata: ({ state }) => choose(state, SURICATA_OUTCOMES),
  argus: ({ state, protocol }) =>
    `CASE WHEN contains(${state}, '_') AND ${protocol} = 6 THEN CASE ` +
    `WHEN contains(split_part(${state}, '_', 2), 'S') THEN ${ANSWERED} ` +
    `WHEN contains(split_part(${state}, '_', 1), 'S') THEN ${FAILED} ELSE ${PARTIAL} END ELSE ` +
    choose(`upper(${state})`, ARGUS_OUTCOMES) + " END",
  flags: ({ state, protocol }) =>
    `CASE WHEN ${protocol} <> 6 THEN NULL ` +
    `WHEN contains(upper(${state}), 'S') AND NOT contains(upper(${state}), 'A') THEN ${FAILED} ` +
    `WHEN contains(upper(${state}), 'S') THEN ${ANSWERED} END`,
};

const NUMBERS: Record<OutcomeWord, number> = {
  answered: ANSWERED,
  failed: FAILED,
  partial: PARTIAL,
};

function choose(value: string, cases: OutcomeWords): string {
  const arms = cases.map(([words, outcome]) =>
    `WHEN ${words.map((word) => `${value} = ${quoteLiteral(word)}`).join(" OR ")} ` +
    `THEN ${NUMBERS[outcome]}`
  );
  return `CASE ${arms.join(" ")} END`;
}
