import { OUTCOME } from "../../behaviour/connection_block.ts";
import { CONNECTION_ERROR } from "../../behaviour/context/context_block.ts";
import type { StateNotation } from "./connection_columns.ts";

const { NONE, SYN, REJECTED } = CONNECTION_ERROR;

/** States of each notation that mean a SYN without an answer, and a refusal; as regular expressions. */
const STATES: Record<StateNotation, { syn: string; rejected: string }> = {
  zeek: { syn: "S[0123]", rejected: "REJ|RSTO|RSTR|RSTOS0|RSTRH" },
  suricata: { syn: "new", rejected: "" },
  argus: { syn: "S_|REQ|INT|TIM|NRS", rejected: "[A-Z]*_[A-Z]*R[A-Z]*|RST|URP|URH|URN" },
  flags: { syn: "[.\\s]*S", rejected: "[A-Z.\\s]*R[A-Z.\\s]*" },
};

/**
 * SQL: a {@linkcode CONNECTION_ERROR}. The state decides; without one, a connection that failed counts as
 * one without an answer.
 *
 * @param outcome SQL of an `OUTCOME`
 */
export function errorSql(notation: StateNotation | null, state: string, outcome: string): string {
  const failed = `CASE WHEN ${outcome} = ${OUTCOME.FAILED} THEN ${SYN} ELSE ${NONE} END`;
  if (notation === null) return `(${failed})::UTINYINT`;
  const { syn, rejected } = STATES[notation];
  const is = (pattern: string) => `regexp_full_match(${state}, '${pattern}', 'i')`;
  return `(CASE WHEN ${state} IS NULL THEN ${failed} WHEN ${is(syn)} THEN ${SYN} ` +
    `WHEN ${is(rejected)} THEN ${REJECTED} ELSE ${NONE} END)::UTINYINT`;
}
