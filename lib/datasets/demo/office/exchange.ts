/**
 * Makes connections whose packets, bytes, state and history agree.
 *
 * @module
 */
import type { Draws } from "../draws.ts";
import type { OfficeConnection } from "./connection.ts";

/** What is said of a connection; the rest follows. */
export interface Exchange {
  time: number;
  source: string;
  sourcePort?: number;
  destination: string;
  port: number;
  service: string;
  /** Seconds. */
  duration: number;
  /** Payload bytes that the source sends. */
  sent: number;
  /** Payload bytes that the destination sends. */
  received: number;
}

/** A connection that nobody answers, or that is refused. */
export type Attempt = Omit<Exchange, "service" | "duration" | "sent" | "received">;

/** Payload of a full TCP segment on Ethernet. */
export const SEGMENT_BYTES = 1460;
/** Payload that fits into a UDP datagram on Ethernet, with a little room for tunnels. */
export const DATAGRAM_BYTES = 1350;

const microseconds = (milliseconds: number) => Math.round(milliseconds * 1000) / 1000;

/** Seconds to the microsecond, at least one of them. */
const length = (seconds: number) => Math.max(1e-6, Math.round(seconds * 1e6) / 1e6);

/** A port that a client of today's systems opens connections from. */
export function clientPort(draws: Draws): number {
  return 49_152 + draws.integer(16_384);
}

/** A TCP connection that both sides close, or that one of them resets. */
export function tcp(
  draws: Draws,
  exchange: Exchange,
  state: "SF" | "RSTO" | "RSTR" = "SF",
): OfficeConnection {
  const { sent, received } = exchange;
  const dataOut = Math.ceil(sent / SEGMENT_BYTES);
  const dataBack = Math.ceil(received / SEGMENT_BYTES);
  // Handshake and data, an acknowledgement for every second segment, and what closes it.
  const isClosed = state === "SF";
  const data = (sent > 0 ? "Da" : "") + (received > 0 ? "d" : "");
  return {
    time: microseconds(exchange.time),
    source: exchange.source,
    sourcePort: exchange.sourcePort ?? clientPort(draws),
    destination: exchange.destination,
    destinationPort: exchange.port,
    protocol: "tcp",
    service: exchange.service,
    duration: length(exchange.duration),
    sourceBytes: sent,
    destinationBytes: received,
    state,
    history: `ShA${data}${isClosed ? sent > 0 ? "Ff" : "Faf" : state === "RSTO" ? "R" : "r"}`,
    sourcePackets: 2 + dataOut + (dataBack >> 1) + (isClosed ? 2 : state === "RSTO" ? 1 : 0),
    destinationPackets: 1 + dataBack + (dataOut >> 1) + Number(sent > 0) +
      Number(state !== "RSTO"),
    label: "",
  };
}

/** A TCP connection that fails: nobody answers (`S0`), or the other side refuses (`REJ`). */
export function tcpFailure(draws: Draws, attempt: Attempt, state: "S0" | "REJ"): OfficeConnection {
  const isRefused = state === "REJ";
  // Systems send a SYN up to three times, one and three seconds later.
  const packets = isRefused ? 1 : draws.between(1, 3);
  const silent = packets === 1 && !isRefused;
  return {
    time: microseconds(attempt.time),
    source: attempt.source,
    sourcePort: attempt.sourcePort ?? clientPort(draws),
    destination: attempt.destination,
    destinationPort: attempt.port,
    protocol: "tcp",
    service: "",
    duration: isRefused
      ? length(draws.exponential(0.002))
      : silent
      ? NaN
      : length((packets === 2 ? 1 : 3) + draws.uniform(0, 0.02)),
    sourceBytes: 0,
    destinationBytes: 0,
    state,
    history: isRefused ? "Sr" : "S",
    sourcePackets: packets,
    destinationPackets: isRefused ? 1 : 0,
    label: "",
  };
}

/** Datagrams to and fro; without an answer where nothing is received. */
export function udp(draws: Draws, exchange: Exchange): OfficeConnection {
  const { sent, received } = exchange;
  const sourcePackets = Math.max(1, Math.ceil(sent / DATAGRAM_BYTES));
  const isAnswered = received > 0;
  const silent = sourcePackets === 1 && !isAnswered;
  return {
    time: microseconds(exchange.time),
    source: exchange.source,
    sourcePort: exchange.sourcePort ?? clientPort(draws),
    destination: exchange.destination,
    destinationPort: exchange.port,
    protocol: "udp",
    service: exchange.service,
    duration: silent ? NaN : length(exchange.duration),
    sourceBytes: sent,
    destinationBytes: received,
    state: isAnswered ? "SF" : "S0",
    history: isAnswered ? "Dd" : "D",
    sourcePackets,
    destinationPackets: Math.ceil(received / DATAGRAM_BYTES),
    label: "",
  };
}

/** Echo requests and their answers; Zeek takes all of one sender for one connection. */
export interface Echo {
  time: number;
  source: string;
  destination: string;
  requests: number;
  /** How many are answered; all where it is not given. */
  answers?: number;
  /** Payload bytes of one message. */
  bytes: number;
  /** Seconds between two requests; one where it is not given. */
  interval?: number;
}

/** ICMP echo of IPv4 or IPv6. */
export function echo({
  time,
  source,
  destination,
  requests,
  answers = requests,
  bytes,
  interval = 1,
}: Echo): OfficeConnection {
  const silent = requests === 1 && answers === 0;
  return {
    time: microseconds(time),
    source,
    sourcePort: source.includes(":") ? 128 : 8,
    destination,
    destinationPort: source.includes(":") ? 129 : 0,
    protocol: "icmp",
    service: "",
    duration: silent ? NaN : length((requests - 1) * interval + (answers > 0 ? 0.004 : 0)),
    sourceBytes: requests * bytes,
    destinationBytes: answers * bytes,
    state: "OTH",
    history: "",
    sourcePackets: requests,
    destinationPackets: answers,
    label: "",
  };
}
