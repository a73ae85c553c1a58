/**
 * What behaviour checks say about hosts.
 *
 * @module
 */

/** The kinds of network anomaly. */
export const FINDING_KINDS = [
  "volume",
  "protocol",
  "time",
  "behaviour",
  "geography",
  "model",
] as const;

/** One of {@linkcode FINDING_KINDS}. */
export type FindingKind = typeof FINDING_KINDS[number];

/** Which connections a finding is about; what is left out does not matter. */
export interface ConnectionSelector {
  /** Milliseconds since 1970, inclusive. */
  from: number;
  /** Milliseconds since 1970, exclusive. */
  to: number;
  source?: string;
  destination?: string;
  /** Either end. */
  host?: string;
  destinationPort?: number;
  protocol?: number;
  service?: string;
  outcome?: number;
}

/** Something unusual that a host did, or that was done to it. */
export interface Finding {
  /** Which check found it, such as `horizontal-scan`. */
  check: string;
  kind: FindingKind;
  /** The host it is about. */
  host: string;
  /** The other host, where there is one. */
  peer?: string;
  service?: string;
  /** Milliseconds since 1970. */
  from: number;
  /** Milliseconds since 1970. */
  to: number;
  /** Probability that usual traffic of this host looks at least so unusual to this check. */
  p: number;
  /** 0 to 100, from `p` and how far it stands out; bands begin at 40, 70 and 90. */
  severity: number;
  /** What is usual, in words with units, such as `at most 4 calls in 3 h`. */
  typical: string;
  /** What was seen, in words with units. */
  actual: string;
  /** The two as numbers of one unit, where a bar can compare them. */
  values?: { typical: number; actual: number; unit: string };
  /** One sentence: what the host did. Facts first, then what that often means. */
  text: string;
  /** The connections behind it. */
  selector: ConnectionSelector;
  /** How many these are. */
  records: number;
}
