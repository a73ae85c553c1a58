import type { LiveFinding } from "../behaviour/stream/live_finding.ts";

/** A finding of a sensor that is new or has changed. */
export interface ToldFinding {
  finding: LiveFinding;
  /** Its severity when it was told before; 0 where it is new. */
  before: number;
  /** Findings about its host since it began, this one included. */
  ofHost: number;
}
