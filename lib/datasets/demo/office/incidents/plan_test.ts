import assert from "node:assert/strict";
import { DAY } from "../clock.ts";
import type { OfficeConnection } from "../connection.ts";
import { OFFICE_START } from "../scenario.ts";
import { smallOffice, usualConnections } from "../testing.ts";
import { INCIDENT_KINDS, type IncidentKind, type Strength } from "./incident.ts";
import { planIncident } from "./plan.ts";

const SEEDS = [1, 2, 3, 4];

function play(kind: IncidentKind, strength: Strength, seed: number) {
  const scenario = smallOffice({ hosts: 40 });
  const order = { kind, strength, start: OFFICE_START, seed };
  const incident = planIncident(scenario.office, order);
  const [{ connections }] = scenario.days([incident]);
  return { scenario, incident, labelled: connections.filter(({ label }) => label === kind) };
}

/** What the strength of an incident is about. */
function sizeOf(kind: IncidentKind, connections: OfficeConnection[], span: number): number {
  if (kind === "outage" || kind === "beacon") return span;
  if (kind === "lateral-movement") return new Set(connections.map((each) => each.destination)).size;
  if (/exfiltration|night-copy|icmp/.test(kind)) {
    return connections.reduce((sum, each) => sum + each.sourceBytes + each.destinationBytes, 0);
  }
  return connections.length;
}

for (const kind of INCIDENT_KINDS) {
  Deno.test(`planIncident: ${kind} is there as its truth says, half of it at half strength`, () => {
    for (const seed of SEEDS) {
      const sizes = (["full", "half"] as const).map((strength) => {
        const { incident, labelled } = play(kind, strength, seed);
        const { hosts, affected, from, to } = incident;
        assert.ok(labelled.length > 0 && hosts.length > 0);
        assert.ok(from >= OFFICE_START && to <= OFFICE_START + DAY && from < to);
        const named = new Set([...hosts, ...affected]);
        for (const { time, source, destination } of labelled) {
          assert.ok(time >= from && time < to);
          assert.ok(named.has(source) || named.has(destination));
        }
        return sizeOf(kind, labelled, to - from);
      });
      const share = sizes[1] / sizes[0];
      assert.ok(share > 0.35 && share < 0.8, `${kind}, seed ${seed}: ${sizes}`);
    }
  });
}

Deno.test("planIncident: usual traffic is the same with an incident, and the incident repeats", () => {
  const { scenario, incident, labelled } = play("fast-scan", "full", 3);
  const [{ connections }] = scenario.days([incident]);
  assert.deepEqual(connections.filter(({ label }) => label === ""), usualConnections(scenario));
  assert.deepEqual(connections.filter(({ label }) => label !== ""), labelled);
});

Deno.test("planIncident: seeds choose different hosts and times", () => {
  const { office } = smallOffice({ hosts: 40 });
  const plans = Array.from({ length: 20 }, (_, seed) => {
    const order = { kind: "beacon", strength: "full", start: OFFICE_START, seed } as const;
    const { hosts, from } = planIncident(office, order);
    return `${hosts} ${from}`;
  });
  assert.equal(new Set(plans).size, plans.length);
});

Deno.test("planIncident: nobody is answered by a server in an outage, and it sends nothing", () => {
  const { scenario, incident, labelled } = play("outage", "full", 2);
  const [server] = incident.hosts;
  const [{ connections }] = scenario.days([incident]);
  const within = connections.filter(({ time }) => time >= incident.from && time < incident.to);
  assert.ok(labelled.every(({ destination }) => destination === server));
  assert.ok(within.every(({ source }) => source !== server));
  for (const each of within.filter(({ destination }) => destination === server)) {
    assert.ok(each.state === "S0" || each.state === "REJ" || each.protocol === "icmp");
    assert.equal(each.destinationBytes, 0);
  }
});

Deno.test("planIncident: a beacon keeps its interval within its jitter", () => {
  const { labelled } = play("beacon", "full", 5);
  const gaps = labelled.slice(1).map(({ time }, i) => time - labelled[i].time);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  assert.ok(labelled.length >= 20);
  for (const gap of gaps) assert.ok(gap > 0.55 * mean && gap < 1.45 * mean);
});

Deno.test("planIncident: every kind has room on every day, in small and large offices", () => {
  for (const hosts of [20, 150]) {
    const { office } = smallOffice({ hosts, seed: 9 });
    for (const kind of INCIDENT_KINDS) {
      for (let seed = 0; seed < 21; seed++) {
        const start = OFFICE_START + (seed % 7) * DAY;
        const incident = planIncident(office, { kind, strength: "full", start, seed });
        assert.ok(incident.from >= start && incident.to <= start + DAY, `${kind} ${seed}`);
        if (kind === "outage") continue;
        for (const { time, label } of incident.connections()) {
          assert.equal(label, kind);
          assert.ok(time >= incident.from && time <= incident.to, `${kind} ${seed}`);
        }
      }
    }
  }
});
