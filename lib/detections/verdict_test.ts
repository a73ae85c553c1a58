import assert from "node:assert/strict";
import type { UnusualHost } from "../resources/detection.ts";
import { verdictOf } from "./verdict.ts";

const host = (name: string, severity: number, ...reasons: string[]): UnusualHost => ({
  host: name,
  severity,
  findings: reasons.length,
  records: 1,
  flagged: 0,
  firstSeen: "2026-01-01T00:00:00.000Z",
  lastSeen: "2026-01-01T00:00:00.000Z",
  reasons,
});

Deno.test("verdictOf() names the worst host and what it did", () => {
  const verdict = verdictOf({ hostsSeen: 41, unusualHosts: 2, records: 9000 }, [
    host("10.0.0.5", 95.5, "Tried 97 ports on 10.0.0.1 within 2.5 hours. This is often a search."),
    host("10.0.0.6", 50, "Sent 4.6 GB to 203.0.113.7."),
    host("10.0.0.7", 0),
  ], "Mon 2 Mar, 02:10 to 02:25");
  assert.deepEqual(verdict, {
    headline: "2 of 41 hosts behave unusually.",
    worst: "Worst: 10.0.0.5, which tried 97 ports on 10.0.0.1 within 2.5 hours " +
      "(Mon 2 Mar, 02:10 to 02:25).",
    others: "10.0.0.6 sent 4.6 GB to 203.0.113.7. The other 39 behaved as usual.",
    severity: 95.5,
  });
});

Deno.test("verdictOf() says that nothing is unusual, and that hosts are missing", () => {
  assert.equal(
    verdictOf({ hostsSeen: 50, unusualHosts: 0, records: 10 }, []).headline,
    "All 50 hosts behaved as usual.",
  );
  const { headline, worst } = verdictOf({ records: 1000, flagged: 30, missing: ["time"] }, []);
  assert.match(headline, /30 of 1,000 records/);
  assert.match(worst, /cannot be told apart/);
});
