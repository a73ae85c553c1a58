import assert from "node:assert/strict";
import type { Finding } from "../../behaviour/finding.ts";
import { mergeHosts } from "./merge_hosts.ts";

const report = (host: string, severity: number, findings: number, records: number) => ({
  host,
  severity,
  p: 0.5,
  findings,
  records,
  firstSeen: 0,
  lastSeen: 1,
  reasons: findings > 0 ? [`Checks say so of ${host}.`] : [],
});

const excess = (host: string, severity: number): Finding => ({
  check: "unusual-records",
  kind: "model",
  host,
  from: 0,
  to: 1,
  p: 0.001,
  severity,
  typical: "",
  actual: "",
  text: `Models say so of ${host}.`,
  selector: { from: 0, to: 1 },
  records: 3,
});

Deno.test("mergeHosts() orders by severity, not by how busy a host is, and keeps all reasons", () => {
  const counts = new Map(["busy", "odd", "outside"].map((host) => [host, {
    records: host === "busy" ? 1e6 : 10,
    flagged: 3,
    firstSeen: 0,
    lastSeen: 1,
  }]));
  const hosts = mergeHosts(
    [report("busy", 0, 0, 1e6), report("odd", 60, 1, 10)],
    [excess("odd", 40), excess("outside", 80), excess("not counted", 99)],
    counts,
  );
  assert.deepEqual(
    hosts.map(({ host, severity, findings, records }) => [host, severity, findings, records]),
    [["outside", 80, 1, 10], ["odd", 60, 2, 10], ["busy", 0, 0, 1e6]],
  );
  assert.deepEqual(hosts[1].reasons, ["Checks say so of odd.", "Models say so of odd."]);
});
