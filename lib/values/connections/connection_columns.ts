/**
 * Which columns of a dataset say what connections are.
 *
 * @module
 */

/** Fields of a connection that one column gives, or the first of several that has a value. */
export const CONNECTION_FIELDS = [
  "time",
  "end",
  "source",
  "destination",
  "sourcePort",
  "destinationPort",
  "protocol",
  "service",
  "state",
  "duration",
  "sourceBytes",
  "destinationBytes",
  "totalBytes",
  "sourcePackets",
  "destinationPackets",
  "totalPackets",
  "answerFlags",
] as const;

/** A field of a connection. */
export type ConnectionField = typeof CONNECTION_FIELDS[number];

/** Units in which files write how long connections took. */
export type DurationUnit = "seconds" | "milliseconds" | "microseconds";

/**
 * How words of a column say how a connection ended:
 *
 * - zeek: Zeek's `conn_state`, such as `SF` and `S0`;
 * - argus: Argus's, such as `FSPA_SPA`, `CON` and `INT`; UNSW-NB15 and Bot-IoT have them too;
 * - suricata: Suricata's `flow.state`: `new`, `established`, `closed`;
 * - flags: TCP flags of one direction as letters and dots, such as `.AP.SF`.
 */
export const STATE_NOTATIONS = ["zeek", "argus", "suricata", "flags"] as const;

/** One of {@linkcode STATE_NOTATIONS}. */
export type StateNotation = typeof STATE_NOTATIONS[number];

/** Columns by field; of several, the first with a value counts. */
export type ColumnsByField = Partial<Record<ConnectionField, string[]>>;

/** Where the fields of connections are found in a dataset. */
export interface ConnectionColumns {
  columns: ColumnsByField;
  durationUnit: DurationUnit;
  stateNotation: StateNotation | null;
  /** Fields that connections cannot do without and that no column gives. */
  missing: RequiredField[];
}

/** Fields without which there are no hosts or no time. */
export type RequiredField = "time" | "source" | "destination";
