import type { DetectionFinding, UnusualHost } from "../../lib/resources/detection.ts";
import type { TimeScale } from "../../lib/web/detections/describe_time.ts";

/** What the page of a detection is given. Times are milliseconds since 1970. */
export interface DetectionData {
  id: string;
  scale: TimeScale;
  from: number;
  to: number;
  /** Milliseconds of an entry of `totals`. */
  width: number;
  /** Hosts with findings, worst first. */
  hosts: UnusualHost[];
  /** How many have findings; more than `hosts` where there are too many to show. */
  unusualHosts: number;
  hostsSeen: number;
  /** The worst ones. */
  findings: DetectionFinding[];
  totals: { from: number; records: number; flagged: number }[];
}
