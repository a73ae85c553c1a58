import assert from "node:assert/strict";
import type { DetectionFinding } from "../../resources/detection.ts";
import { findingsCsv, findingsEcs, findingsTicket, ownFirst } from "./export_findings.ts";

const FINDING: DetectionFinding = {
  id: "finding-1",
  kind: "behaviour",
  check: "vertical-scan",
  host: "10.0.0.5",
  peer: "fe80::1",
  from: "2026-03-01T00:00:00.000Z",
  to: "2026-03-01T01:00:00.000Z",
  severity: 91.4,
  p: 1e-9,
  typical: "none",
  actual: "97 ports",
  text: 'Tried 97 ports, "quick" and|wide *.',
  records: 97,
};

Deno.test("findingsCsv() quotes cells and leaves out what is not known", () => {
  const [header, line] = findingsCsv([FINDING]).split("\r\n");
  assert.equal(
    header,
    "id,severity,kind,check,host,peer,service,from,to,typical,actual,text,records",
  );
  assert.equal(
    line,
    "finding-1,91.4,behaviour,vertical-scan,10.0.0.5,fe80::1,,2026-03-01T00:00:00.000Z," +
      '2026-03-01T01:00:00.000Z,none,97 ports,"Tried 97 ports, ""quick"" and|wide *.",97',
  );
});

Deno.test("findingsEcs() gives an event a line", () => {
  const lines = findingsEcs({ id: "detection-1", name: "Week" }, [FINDING, FINDING]).trim().split(
    "\n",
  );
  assert.equal(lines.length, 2);
  const event = JSON.parse(lines[0]);
  assert.equal(event["@timestamp"], FINDING.from);
  assert.deepEqual(
    [
      event.event.kind,
      event.event.severity,
      event.source.ip,
      event.destination.ip,
      event.rule.name,
    ],
    ["alert", 91, "10.0.0.5", "fe80::1", "Port scan"],
  );
});

Deno.test("findingsTicket() names host, finding and connections, and keeps Markdown from its text", () => {
  const ticket = findingsTicket({
    detection: { id: "detection-1", name: "Week", datasetName: "conn.log" },
    host: "10.0.0.5",
    findings: [FINDING],
    records: [{
      row: 3,
      time: FINDING.from,
      source: "10.0.0.5",
      destination: "10.0.0.1",
      destinationPort: 22,
      protocol: "tcp",
      service: null,
      outcome: "failed",
      duration: null,
      sourceBytes: null,
      destinationBytes: 0,
      severity: 12.3,
      flagged: false,
      reason: null,
    }],
  });
  assert.match(ticket, /^# 10\.0\.0\.5: Port scan\n/);
  assert.ok(ticket.includes("and\\|wide \\*."));
  assert.ok(
    ticket.includes(
      "| 2026-03-01T00:00:00.000Z | 10.0.0.5 | 10.0.0.1 port 22 | tcp |  | 0 | failed | 12 |",
    ),
  );
});

Deno.test("findingsTicket() of a host that others tried says who did, after its own findings", () => {
  const own = { ...FINDING, check: "beacon", host: "fe80::1", peer: "10.9.9.9", severity: 46 };
  const ticket = (findings: DetectionFinding[]) =>
    findingsTicket({
      detection: { id: "detection-1", name: "Week", datasetName: "conn.log" },
      host: "fe80::1",
      findings: ownFirst(findings, "fe80::1"),
      records: [],
    });
  const both = ticket([FINDING, own]);
  assert.match(both, /^# fe80::1: Regular contacts \(beaconing\)\n\nSeverity 46 of 100\. Tried/);
  assert.match(both, /\n- \*\*Port scan\*\* by 10\.0\.0\.5 \(severity 91\), \S+ to \S+Z\n/);
  assert.match(ticket([FINDING]), /Severity 91 of 100\. 10\.0\.0\.5: Tried/);
});
