import { lowerFirst } from "../base/format.ts";
import type { FindingKind } from "../behaviour/finding.ts";

/** What each check finds, as a heading. */
const TITLES: Record<string, string> = {
  "more-connections": "More connections than usual",
  "more-failures": "More failed connections than usual",
  "fewer-connections": "Fewer connections than usual",
  "unanswered-connections": "Server leaves connections unanswered",
  "more-traffic": "More traffic than usual",
  "pair-flood": "Very many connections to one host",
  "service-on-unusual-port": "Service on an unusual port",
  "rare-protocol": "Rare protocol",
  "dns-tunnel": "Possible DNS tunnel",
  "icmp-tunnel": "Possible ICMP tunnel",
  "unusual-hour": "Active at an unusual hour",
  "unusual-hour-inside": "Copies inside at an unusual hour",
  "vertical-scan": "Port scan",
  "horizontal-scan": "Network scan",
  "password-guessing": "Password guessing",
  "beacon": "Regular contacts (beaconing)",
  "long-connection": "Unusually long connection",
  "upload-to-new-address": "Upload to a new address",
  "first-contact": "First contact",
  "new-server": "New server",
  "new-country": "New country",
  "unusual-records": "Connections unlike the others",
};

const KINDS: Record<FindingKind, string> = {
  volume: "Unusual volume",
  protocol: "Unusual protocol",
  time: "Unusual time",
  behaviour: "Unusual behaviour",
  geography: "Unusual place",
  model: "Unusual connections",
};

/** What a check finds, as a heading; that of its kind for a check that has none here. */
export function checkTitle(check: string, kind: FindingKind): string {
  return TITLES[check] ?? KINDS[kind];
}

/** A text in which checks are named by their headings: `port scan` for `vertical-scan`. */
export function withCheckTitles(text: string): string {
  return text.replace(
    /[a-z]+(-[a-z]+)+|beacon/g,
    (word) => word in TITLES ? lowerFirst(TITLES[word]) : word,
  );
}
