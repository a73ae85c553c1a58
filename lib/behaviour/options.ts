/** What an analysis of behaviour can be told. */
export interface BehaviourOptions {
  /** How many false findings are acceptable per 100 hosts and days; 1 where it is not given. */
  falseFindings?: number;
  /**
   * A period known to be clean, in milliseconds since 1970: from `from` inclusive to `to` exclusive,
   * either end open. `null` or nothing where none is known.
   */
  baseline?: { from?: number; to?: number } | null;
  /** Names of the checks to run; all where it is not given. */
  checks?: string[];
  /** IANA name of the zone whose hours are meant by hours of the day; UTC where it is not given. */
  timeZone?: string;
}
