import assert from "node:assert/strict";
import type { Detection } from "../lib/resources/detection.ts";
import { detectText } from "./detect_text.ts";

const detection = {
  request: { timeZone: "Europe/Prague" },
  span: { from: "2026-11-26T00:00:00Z", to: "2026-11-27T00:00:00Z" },
  records: 900,
  flagged: 12,
  hostsSeen: 41,
  unusualHosts: 0,
  hosts: [],
  notes: ["The data covers one day.", "These need more days: rare-protocol."],
} as unknown as Detection;

Deno.test("detectText() says that nothing is unusual, and what to know", () => {
  assert.deepEqual(detectText({ detection, findings: [], records: [] }).split("\n"), [
    "All 41 hosts behaved as usual.",
    "900 records scored; nothing is more unusual than chance explains.",
    "",
    "Note: The data covers one day.",
    "Note: These need more days: rare protocol.",
  ]);
});

Deno.test("detectText() writes times in the zone asked for, and what is not known as nothing", () => {
  const record = {
    row: 7,
    time: "2026-11-26T21:05:13Z",
    source: "10.0.0.5",
    destination: "10.0.0.9",
    destinationPort: null,
    protocol: "icmp",
    service: null,
    outcome: "unknown",
    duration: null,
    sourceBytes: null,
    destinationBytes: null,
    severity: 71.6,
    flagged: true,
    reason: null,
  } as const;
  const lines = detectText({ detection, findings: [], records: [record] }).split("\n");
  assert.deepEqual(lines.slice(3, 5), [
    "12 records unlike the others, the worst 1",
    "   71 high      Thu 26 Nov 2026, 22:05:13  10.0.0.5 -> 10.0.0.9  icmp",
  ]);
});
