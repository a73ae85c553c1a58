import assert from "node:assert/strict";
import { DAY, HOUR } from "../../lib/datasets/demo/office/clock.ts";
import type { PlannedIncident } from "../../lib/datasets/demo/office/incidents/incident.ts";
import type { Verdict } from "./contender.ts";
import { Tally } from "./tally.ts";

const MACHINES = new Map([["10.0.0.1", 1], ["10.0.0.2", 2], ["10.0.0.3", 3], ["fd00::3", 3]]);
const machineOf = (address: string) => MACHINES.get(address);
/** Two days on which all three machines were seen. */
const ACTIVE = new Map([0, DAY].map((start) => [start, new Set(MACHINES.values())]));

const SCAN: PlannedIncident = {
  kind: "fast-scan",
  strength: "full",
  hosts: ["10.0.0.1"],
  affected: ["10.0.0.2", "90.0.0.9"],
  from: 10 * HOUR,
  to: 11 * HOUR,
  connections: () => [],
};

function count(verdict: Partial<Verdict>, incidents = [SCAN]): Tally {
  const tally = new Tally();
  tally.add({ claims: [], ranking: new Map(), ...verdict }, incidents, ACTIVE, machineOf);
  return tally;
}

function claim(host: string, hour: number) {
  return { host, from: hour * HOUR, to: (hour + 1) * HOUR };
}

Deno.test("Tally: an incident is found by a claim on its host at about its time", () => {
  const found = (host: string, hour: number) =>
    count({ claims: [claim(host, hour)] }).trials.get("fast-scan full")!.found;
  assert.equal(found("10.0.0.1", 10), 1);
  assert.equal(found("10.0.0.1", 11), 1);
  assert.equal(found("10.0.0.1", 15), 0);
  assert.equal(found("10.0.0.2", 10), 0);
});

Deno.test("Tally: claims for nothing count once for each machine and day", () => {
  const claims = [
    claim("10.0.0.3", 3),
    claim("fd00::3", 4),
    claim("10.0.0.3", 30),
    // Touched by the incident on the first day, but not on the second.
    claim("10.0.0.2", 10),
    claim("10.0.0.2", 40),
    claim("90.0.0.9", 10),
    claim("90.0.0.8", 10),
  ];
  const tally = count({ claims });
  assert.equal(tally.hostDays, 4);
  assert.equal(tally.falseClaims, 3);
  assert.equal(tally.falseOutside, 1);
  assert.equal(tally.clean.hostDays, 0);
  assert.equal(count({ claims }, []).clean.hostDays, 6);
});

Deno.test("Tally: rank is among hosts that no incident explains; equal scores do not help", () => {
  const rank = (...ranking: [string, number][]) => {
    const hosts = ranking.map(([host, score]) => ({ host, score }));
    const { first, firstThree } = count({ ranking: new Map([[0, hosts]]) })
      .trials.get("fast-scan full")!;
    return [first, firstThree];
  };
  assert.deepEqual(rank(["10.0.0.1", 5], ["10.0.0.3", 4]), [1, 1]);
  assert.deepEqual(rank(["90.0.0.9", 6], ["10.0.0.1", 5]), [1, 1]);
  assert.deepEqual(rank(["10.0.0.2", 6], ["10.0.0.1", 5]), [0, 1]);
  assert.deepEqual(rank(["10.0.0.3", 5], ["10.0.0.1", 5]), [0, 1]);
  assert.deepEqual(rank(["a", 9], ["b", 8], ["c", 7], ["10.0.0.1", 5]), [0, 0]);
  assert.deepEqual(rank(["10.0.0.3", 5]), [0, 0]);
});

Deno.test("Tally: a host that two incidents of a day touch is ranked for its own", () => {
  const flood: PlannedIncident = { ...SCAN, kind: "flood", hosts: ["10.0.0.2"] };
  const scan = { ...SCAN, affected: ["10.0.0.2"] };
  const ranking = new Map([[0, [{ host: "10.0.0.1", score: 6 }, { host: "10.0.0.2", score: 5 }]]]);
  const { trials } = count({ ranking }, [scan, { ...flood, affected: [] }]);
  assert.equal(trials.get("flood full")!.first, 1);
  assert.equal(trials.get("fast-scan full")!.first, 1);
});
