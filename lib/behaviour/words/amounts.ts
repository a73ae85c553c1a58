import { formatDuration } from "../../base/format.ts";

const MINUTE = 60_000;

/** How long something took, as a part of a sentence: `within 70 minutes`, `within 3 s`. */
export function within(from: number, to: number): string {
  const minutes = Math.round((to - from) / MINUTE);
  if (minutes < 2) return `within ${formatDuration(Math.max(1000, to - from))}`;
  if (minutes < 120) return `within ${minutes} minutes`;
  return `within ${Math.round(minutes / 60)} hours`;
}

/** A time of day with two digits, such as `03:00`. */
export function hourText(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}

/** A port with its protocol, such as `port 445 (TCP)`. */
export function portText(port: number, protocol: number): string {
  if (port < 0) return PROTOCOLS.get(protocol) ?? `IP protocol ${protocol}`;
  const name = PROTOCOLS.get(protocol);
  return name === undefined || protocol === 6 ? `port ${port}` : `${name} port ${port}`;
}

const PROTOCOLS = new Map([
  [1, "ICMP"],
  [2, "IGMP"],
  [6, "TCP"],
  [17, "UDP"],
  [47, "GRE"],
  [
    50,
    "ESP",
  ],
  [58, "ICMPv6"],
  [132, "SCTP"],
]);

/** The name of an IP protocol. */
export function protocolText(protocol: number): string {
  return PROTOCOLS.get(protocol) ?? `IP protocol ${protocol}`;
}
