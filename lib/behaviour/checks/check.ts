/**
 * What each behaviour check has in common.
 *
 * @module
 */

import type { Day } from "../day/day.ts";
import type { ConnectionSelector, Finding, FindingKind } from "../finding.ts";
import type { HostHistory } from "../history/host_history.ts";
import type { Memory } from "../memory.ts";

/** What a finding says, in words and numbers. */
export type FindingWords = Pick<Finding, "typical" | "actual" | "values" | "text">;

/** Something that a check noticed about a host on a day. */
export interface Evidence {
  host: number;
  /** Greater than 0; about -log10 of a likelihood, higher is more unusual. */
  score: number;
  /** Milliseconds since 1970. */
  from: number;
  /** Milliseconds since 1970. */
  to: number;
  peer?: number;
  service?: string;
  /** Connections behind it. */
  records: number;
  /** Which these are; the span is added. */
  selector: Omit<ConnectionSelector, "from" | "to">;
  /** Equal for evidence that has one cause on several hosts, such as a new server. */
  cause?: string;
  /** Called only for what is reported. */
  describe(): FindingWords;
}

/** A check of the behaviour of hosts; its state is what it learned on past days. */
export interface Check {
  readonly name: string;
  readonly kind: FindingKind;
  /** Days of history without which it says nothing. */
  readonly daysNeeded: number;
  /** All that it learned on past days; nothing where it keeps to what checks share. */
  readonly memory: Readonly<Record<string, Memory>>;
  /**
   * Looks at a day, before it is learned. May be called several times while the day goes on: what it
   * notes of the day then counts for nothing once it looks again.
   */
  judge(day: Day, history: HostHistory): Evidence[];
  /**
   * Learns from the day.
   *
   * @param isTrusted whether a host's day may become its usual one; days with findings may not
   */
  learn(day: Day, isTrusted: (host: number) => boolean): void;
}
