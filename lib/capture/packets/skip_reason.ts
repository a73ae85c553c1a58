/** Why a packet belongs to no flow. */
export type SkipReason =
  | "arp"
  | "not-ip"
  | "unknown-link"
  | "cut-short"
  | "bad-header";

/** What to call one packet of no flow, and several of them. */
export const SKIP_NAMES: Record<SkipReason, [one: string, many: string]> = {
  "arp": ["ARP packet", "ARP packets"],
  "not-ip": ["packet of a protocol other than IP", "packets of protocols other than IP"],
  "unknown-link": ["packet of an unsupported link type", "packets of an unsupported link type"],
  "cut-short": ["packet cut off within its headers", "packets cut off within their headers"],
  "bad-header": ["packet with corrupt headers", "packets with corrupt headers"],
};
