/**
 * How words say that a connection was answered or not. They mean the same to the database, which reads
 * whole files, and to the reader of single records.
 *
 * @module
 */

/** How a connection ended; `partial` is an artefact of where the capture began or what it missed. */
export type OutcomeWord = "answered" | "failed" | "partial";

/** Words of a state, and what each group of them means. */
export type OutcomeWords = readonly (readonly [words: readonly string[], outcome: OutcomeWord])[];

/** Zeek's `conn_state`. */
export const ZEEK_OUTCOMES: OutcomeWords = [
  [["SF", "RSTO", "RSTR"], "answered"],
  [["S0", "REJ", "RSTOS0", "RSTRH"], "failed"],
  [["SH", "SHR", "OTH", "S1", "S2", "S3"], "partial"],
];

/** Suricata's `flow.state`. */
export const SURICATA_OUTCOMES: OutcomeWords = [
  [["established", "closed", "bypassed"], "answered"],
  [["new"], "failed"],
];

/** Argus's words, in upper case, where it gives no flags. */
export const ARGUS_OUTCOMES: OutcomeWords = [
  [["CON", "FIN", "ACC", "CLO", "EST", "ECR", "RSP"], "answered"],
  [["INT", "REQ", "URP", "URH", "URN", "TIM", "NRS", "TXD"], "failed"],
];
