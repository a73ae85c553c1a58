import type { Finding } from "../finding.ts";

/** What a finding of a stream stands at. */
export const FINDING_STATES = ["running", "final", "withdrawn"] as const;

/** One of {@linkcode FINDING_STATES}. */
export type FindingState = typeof FINDING_STATES[number];

/** A finding of a stream, which is told as early as it shows and again when it changes. */
export interface LiveFinding extends Finding {
  /** Its number in the stream, from 1: the same whenever it is told. */
  id: number;
  /**
   * `running` while its day goes on; `final` once that has ended; `withdrawn` where the day as a whole
   * does not look unusual after all.
   */
  state: FindingState;
}
