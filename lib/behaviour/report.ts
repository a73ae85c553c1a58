import type { Finding, FindingKind } from "./finding.ts";

/** What was found about one host. */
export interface HostReport {
  /** Its address. */
  host: string;
  /** 0 to 100; bands begin at 40, 70 and 90. */
  severity: number;
  /** Probability that a usual host looks at least so unusual on its worst day. */
  p: number;
  /** How many findings name it as the host they are about. */
  findings: number;
  /** Connections that it opened or received. */
  records: number;
  /** Milliseconds since 1970. */
  firstSeen: number;
  /** Milliseconds since 1970. */
  lastSeen: number;
  /** The sentences of its findings, worst first. */
  reasons: string[];
}

/** How much one check found. */
export interface CheckReport {
  check: string;
  kind: FindingKind;
  findings: number;
}

/** What all checks found in some connections. */
export interface BehaviourReport {
  /** Milliseconds since 1970 of the first and the last connection; both 0 where there is none. */
  span: { from: number; to: number };
  /** How many connections were read. */
  records: number;
  /** How many addresses were seen, in `hosts` or not. */
  hostsSeen: number;
  /**
   * Worst first: each host with a finding, and each of the network's own. Outside addresses without
   * a finding are only counted.
   */
  hosts: HostReport[];
  /** Worst first. */
  findings: Finding[];
  /** Each check that ran, also those that found nothing. */
  checks: CheckReport[];
  /** What cannot be found in these connections, and why, in plain words. */
  notes: string[];
}

/** How unusual hosts were on one day. */
export interface DayReport {
  /** Milliseconds since 1970 of the beginning of the first hour with connections. */
  from: number;
  /** Milliseconds since 1970 of the end of the last hour with connections. */
  to: number;
  /** Most unusual first: hosts of the network, and others that were noticed. */
  hosts: {
    /** Its address. */
    host: string;
    /** Probability that a usual host looks at least so unusual on a day. */
    p: number;
    /** Whether that is unusual enough for findings. */
    isFlagged: boolean;
  }[];
}
