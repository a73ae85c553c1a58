import type { StateNotation } from "./connection_columns.ts";
import {
  ARGUS_OUTCOMES,
  type OutcomeWord,
  type OutcomeWords,
  SURICATA_OUTCOMES,
  ZEEK_OUTCOMES,
} from "./outcome_words.ts";

const TCP = 6;
const ZEEK = byWord(ZEEK_OUTCOMES);
const SURICATA = byWord(SURICATA_OUTCOMES);
const ARGUS = byWord(ARGUS_OUTCOMES);

/**
 * How a connection ended by its state.
 *
 * @param protocol number of the IP protocol
 * @returns `null` where the state does not say
 */
export function outcomeOfState(
  notation: StateNotation,
  state: string,
  protocol: number,
): OutcomeWord | null {
  switch (notation) {
    case "zeek":
      return ZEEK.get(state) ?? null;
    case "suricata":
      return SURICATA.get(state) ?? null;
    case "argus": {
      if (!state.includes("_") || protocol !== TCP) return ARGUS.get(state.toUpperCase()) ?? null;
      const [sent, answered] = state.split("_");
      return answered.includes("S") ? "answered" : sent.includes("S") ? "failed" : "partial";
    }
    case "flags": {
      const flags = state.toUpperCase();
      if (protocol !== TCP || !flags.includes("S")) return null;
      return flags.includes("A") ? "answered" : "failed";
    }
  }
}

function byWord(outcomes: OutcomeWords): Map<string, OutcomeWord> {
  return new Map(outcomes.flatMap(([words, outcome]) => words.map((word) => [word, outcome])));
}
