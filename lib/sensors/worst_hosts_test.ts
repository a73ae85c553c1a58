import assert from "node:assert/strict";
import type { LiveFinding } from "../behaviour/stream/live_finding.ts";
import { worstHosts } from "./worst_hosts.ts";

const finding = (host: string, severity: number, to: number) =>
  ({ host, severity, to, text: `${host} ${severity}` }) as LiveFinding;

Deno.test("worstHosts() names each host once, with its worst finding and its last moment", () => {
  const sensor = { id: "sensor-1", name: "Gate" };
  const findings = [finding("a", 90, 1000), finding("b", 60, 2000), finding("a", 40, 5000)];
  assert.deepEqual(worstHosts(sensor, findings), [
    {
      sensor,
      host: "a",
      severity: 90,
      reason: "a 90",
      findings: 2,
      lastSeen: "1970-01-01T00:00:05.000Z",
    },
    {
      sensor,
      host: "b",
      severity: 60,
      reason: "b 60",
      findings: 1,
      lastSeen: "1970-01-01T00:00:02.000Z",
    },
  ]);
});
