import type { StateNotation } from "./connection_columns.ts";

/**
 * States of each notation that mean a SYN without an answer, and a refusal; as regular expressions for
 * JavaScript and RE2 that know no case.
 */
export const FAILED_STATES: Record<StateNotation, { syn: string; rejected: string }> = {
  zeek: { syn: "S[0123]", rejected: "REJ|RSTO|RSTR|RSTOS0|RSTRH" },
  suricata: { syn: "new", rejected: "" },
  argus: { syn: "S_|REQ|INT|TIM|NRS", rejected: "[A-Z]*_[A-Z]*R[A-Z]*|RST|URP|URH|URN" },
  flags: { syn: "[.\\s]*S", rejected: "[A-Z.\\s]*R[A-Z.\\s]*" },
};
