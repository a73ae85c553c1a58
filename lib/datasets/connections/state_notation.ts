import type { ColumnProfile } from "../../resources/dataset.ts";
import type { StateNotation } from "../../values/connections/connection_columns.ts";

/** Zeek's documentation of conn.log lists them. */
const ZEEK = /^(S[0123F]|REJ|RST(O|R|OS0|RH)|SHR?|OTH)$/;
/** Flags of both sides, or the words of Argus's manual page `ra(1)`. */
const ARGUS =
  /^([FSRPAUEC]*_[FSRPAUEC]*|CON|INT|FIN|REQ|RST|ACC|CLO|EST|ECO|ECR|URP|URH|URN|URF\w*|TIM|TXD|TST|PAR|MAS|NNS|RSP|NRS|no)$/i;
const SURICATA = /^(new|established|closed|bypassed|local_bypassed|capture_bypassed)$/;
const FLAGS = /^[.\s]*[FSRPAUECX.]{2,}$/i;

const NOTATIONS: [StateNotation, RegExp][] = [
  ["zeek", ZEEK],
  ["suricata", SURICATA],
  ["argus", ARGUS],
  ["flags", FLAGS],
];

/** How a column says how connections ended; `null` where it does not. */
export function stateNotationOf({ top }: Pick<ColumnProfile, "top">): StateNotation | null {
  const values = top.map(({ value }) => value.trim()).filter((value) => /[\w.]/.test(value));
  if (values.length === 0) return null;
  const found = NOTATIONS.find(([, pattern]) => values.every((value) => pattern.test(value)));
  return found?.[0] ?? null;
}
