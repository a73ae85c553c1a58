/** Why a packet belongs to no flow. */
export type SkipReason =
  | "arp"
  | "not-ip"
  | "unknown-link"
  | "cut-short"
  | "bad-header";

/** What to call packets of no flow, in the plural. */
export const SKIP_NAMES: Record<SkipReason, string> = {
  "arp": "ARP packets",
  "not-ip": "packets of other protocols than IP",
  "unknown-link": "packets of a link type that is not supported",
  "cut-short": "packets cut off within their headers",
  "bad-header": "packets with corrupt headers",
};
