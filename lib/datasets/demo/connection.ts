/**
 * One connection of the simulated network, before its traffic features are known.
 *
 * @module
 */

/** How a connection ended, in the words of KDD'99 (and of Zeek). */
export type Flag = "SF" | "S0" | "S1" | "S2" | "S3" | "REJ" | "RSTO" | "RSTR" | "SH" | "OTH";

/** A connection as both ends see it. */
export interface Connection {
  /** Start in seconds. */
  time: number;
  /** Number of the host that opens it. */
  client: number;
  clientPort: number;
  /** Number of the host that it goes to. */
  server: number;
  protocol: "tcp" | "udp" | "icmp";
  service: string;
  flag: Flag;
  /** Whole seconds. */
  duration: number;
  srcBytes: number;
  dstBytes: number;
  wrongFragment: number;
  hot: number;
  failedLogins: number;
  loggedIn: boolean;
  compromised: number;
  rootShell: boolean;
  suAttempted: number;
  root: number;
  fileCreations: number;
  shells: number;
  accessFiles: number;
  guestLogin: boolean;
  /** What it is in truth, without KDD's dot. */
  label: string;
}

/** What a connection needs said of it; the rest is zero. */
export type ConnectionFacts =
  & Pick<Connection, "time" | "client" | "server" | "protocol" | "service">
  & Partial<Connection>;

/** A normal, empty, finished connection, with the facts given. */
export function connection(facts: ConnectionFacts): Connection {
  return {
    clientPort: 0,
    flag: "SF",
    duration: 0,
    srcBytes: 0,
    dstBytes: 0,
    wrongFragment: 0,
    hot: 0,
    failedLogins: 0,
    loggedIn: false,
    compromised: 0,
    rootShell: false,
    suAttempted: 0,
    root: 0,
    fileCreations: 0,
    shells: 0,
    accessFiles: 0,
    guestLogin: false,
    label: "normal",
    ...facts,
  };
}
