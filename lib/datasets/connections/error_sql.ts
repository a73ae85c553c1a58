import { OUTCOME } from "../../behaviour/connection_block.ts";
import { CONNECTION_ERROR } from "../../learning/context/context_block.ts";
import type { StateNotation } from "../../values/connections/connection_columns.ts";
import { FAILED_STATES } from "../../values/connections/failed_states.ts";

const { NONE, SYN, REJECTED } = CONNECTION_ERROR;

/**
 * SQL: a {@linkcode CONNECTION_ERROR}. The state decides; without one, a connection that failed counts as
 * one without an answer.
 *
 * @param outcome SQL of an `OUTCOME`
 */
export function errorSql(notation: StateNotation | null, state: string, outcome: string): string {
  const failed = `CASE WHEN ${outcome} = ${OUTCOME.FAILED} THEN ${SYN} ELSE ${NONE} END`;
  if (notation === null) return `(${failed})::UTINYINT`;
  const { syn, rejected } = FAILED_STATES[notation];
  const is = (pattern: string) => `regexp_full_match(${state}, '${pattern}', 'i')`;
  return `(CASE WHEN ${state} IS NULL THEN ${failed} WHEN ${is(syn)} THEN ${SYN} ` +
    `WHEN ${is(rejected)} THEN ${REJECTED} ELSE ${NONE} END)::UTINYINT`;
}
