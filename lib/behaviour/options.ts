import type { DayReport } from "./report.ts";

/** What an analysis of behaviour can be told. */
export interface BehaviourOptions {
  /** How many false findings are acceptable per 100 hosts and days; 1 where it is not given. */
  falseFindings?: number;
  /**
   * A period known to be clean, in milliseconds since 1970: from `from` inclusive to `to` exclusive,
   * either end open. Whole days in it are learned, and nothing in them is reported. `null` or nothing
   * where none is known.
   */
  baseline?: { from?: number; to?: number } | null;
  /** Names of the checks to run; all where it is not given. */
  checks?: string[];
  /** IANA name of the zone whose hours are meant by hours of the day; UTC where it is not given. */
  timeZone?: string;
  /**
   * Path of a table in MaxMind's format (.mmdb) with countries or autonomous systems of addresses; the
   * one that comes with Netsift where it is not given.
   */
  places?: string;
  /** Called when a day has been judged, whether or not it is known to be clean. */
  onDay?: (day: DayReport) => void;
}
