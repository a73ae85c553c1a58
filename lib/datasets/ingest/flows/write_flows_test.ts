import assert from "node:assert/strict";
import type { CaptureSummary } from "../../../capture/read_capture.ts";
import { captureWarnings } from "./write_flows.ts";

function summaryOf(change: Partial<CaptureSummary>): CaptureSummary {
  return {
    packets: 5000,
    bytes: 5_000_000,
    protocols: new Map([[6, { packets: 5000, bytes: 5_000_000 }]]),
    times: { span: [0, 1], from: 0, interval: 1, packets: [5000], bytes: [5_000_000] },
    tunnelled: {},
    skipped: {},
    duplicates: 0,
    reordered: 0,
    late: 0,
    orphans: 0,
    flows: 10,
    ended: {},
    fault: null,
    ...change,
  };
}

Deno.test("captureWarnings() says nothing of a capture that was read whole", () => {
  assert.deepEqual(captureWarnings(summaryOf({ ended: { idle: 10 } })), []);
});

Deno.test("captureWarnings() counts one thing and several", () => {
  const one = { skipped: { arp: 1, "cut-short": 1 } } as const;
  assert.deepEqual(
    captureWarnings(
      summaryOf({ ...one, duplicates: 1, late: 1, orphans: 1, ended: { evicted: 1 } }),
    ),
    [
      "Packets that belong to no flow: 1 ARP packet, 1 packet cut off within its headers.",
      "1 exact copy of a packet was left out.",
      "1 packet arrived too late to be sorted by time.",
      "1 fragment has no first fragment with ports.",
      "1 flow ended early because too many were open.",
    ],
  );
  assert.deepEqual(
    captureWarnings(summaryOf({ skipped: { arp: 1200 }, duplicates: 2, fault: "It is cut off." })),
    [
      "It is cut off.",
      "Packets that belong to no flow: 1,200 ARP packets.",
      "2 exact copies of packets were left out.",
    ],
  );
});

Deno.test("captureWarnings() proposes flows inside tunnels where most packets are in tunnels", () => {
  const most = summaryOf({ tunnelled: { gre: 2000, vxlan: 600 } });
  const [warning, ...others] = captureWarnings(most);
  assert.match(warning, /^52\.0% of the packets are inside tunnels \(GRE, VXLAN\).*innerFlows/);
  assert.deepEqual(others, []);
  assert.deepEqual(captureWarnings(most, { innerFlows: true }), []);
  assert.deepEqual(captureWarnings(summaryOf({ tunnelled: { gre: 2500 } })), []);
});
