import assert from "node:assert/strict";
import { DAY, HOUR, isWeekend } from "./clock.ts";
import { runningHours } from "./habits/presence.ts";
import { OFFICE_START, OfficeScenario } from "./scenario.ts";
import { smallOffice, usualConnections } from "./testing.ts";

Deno.test("OfficeScenario: a seed gives the same connections, another seed others", () => {
  const text = (seed: number) => JSON.stringify(usualConnections(smallOffice({ seed })));
  assert.equal(text(7), text(7));
  assert.notEqual(text(7), text(8));
});

Deno.test("OfficeScenario: connections come in time order and within their day", () => {
  let last = OFFICE_START;
  for (const { day, start, connections } of smallOffice({ days: 3 }).days()) {
    assert.equal(start, OFFICE_START + day * DAY);
    assert.ok(connections.length > 2_000);
    for (const { time } of connections) {
      assert.ok(time >= last && time >= start && time < start + DAY);
      last = time;
    }
  }
});

Deno.test("OfficeScenario: a day is the same in whichever span it lies", () => {
  const [, tuesday] = smallOffice({ days: 2 }).days();
  const later = new OfficeScenario({ seed: 1, hosts: 20, days: 1, start: OFFICE_START + DAY });
  assert.deepEqual([...later.days()][0].connections, tuesday.connections);
});

Deno.test("OfficeScenario: people keep their hours, and weekends are quiet", () => {
  const scenario = smallOffice({ days: 14, hosts: 40 });
  const { office } = scenario;
  const people = new Map(office.people.map((person) => [person.address, person]));
  const counts = { weekday: 0, weekend: 0 };
  for (const { start, connections } of scenario.days()) {
    const hours = new Map(office.people.map((person) => [
      person.address,
      runningHours(office, person, start),
    ]));
    for (const { source, time } of connections) {
      if (!people.has(source)) continue;
      counts[isWeekend(start) ? "weekend" : "weekday"]++;
      assert.ok(
        hours.get(source)!.some(({ from, to }) => time >= from - HOUR / 60 && time < to + HOUR),
        `${source} is off at ${new Date(time).toISOString()}`,
      );
    }
  }
  assert.ok(counts.weekend / 4 < 0.4 * counts.weekday / 10);
  const nightOwls = office.people.filter(({ habits }) => habits.staysOn);
  assert.ok(nightOwls.length > 0 && nightOwls.length < office.people.length);
});

Deno.test("OfficeScenario: all kinds of traffic occur, some of it fails", () => {
  const connections = usualConnections(smallOffice({ hosts: 40 }));
  const share = (holds: (each: typeof connections[number]) => boolean) =>
    connections.filter(holds).length / connections.length;
  for (const service of ["dns", "ssl", "quic", "ntp", "krb_tcp", "gssapi,smb", "sip", "snmp"]) {
    assert.ok(share((each) => each.service === service) > 0.001, service);
  }
  const failed = share(({ protocol, state }) => protocol === "tcp" && /^(S0|REJ)$/.test(state));
  assert.ok(failed > 0.005 && failed < 0.1, String(failed));
  assert.ok(share(({ source }) => source.includes(":")) > 0.01);
  assert.ok(share(({ destination }) => /^(22[4-9]|23\d)\.|^ff/.test(destination)) > 0.01);
  assert.equal(share(({ label }) => label !== ""), 0);
});

Deno.test("OfficeScenario: packets, bytes and durations agree with each other", () => {
  for (const each of usualConnections(smallOffice())) {
    const what = JSON.stringify(each);
    assert.ok(each.sourcePackets >= 1, what);
    const isSilent = each.sourcePackets + each.destinationPackets === 1;
    assert.ok(isSilent ? Number.isNaN(each.duration) : each.duration > 0, what);
    assert.ok(each.sourceBytes <= each.sourcePackets * 1_500, what);
    assert.ok(each.destinationBytes <= each.destinationPackets * 1_500, what);
    assert.ok(Number.isInteger(each.sourceBytes) && Number.isInteger(each.destinationBytes), what);
  }
});

Deno.test("OfficeScenario: refuses sizes and spans that make no sense", () => {
  const make = (change: object) => () =>
    new OfficeScenario({ seed: 1, hosts: 20, days: 1, start: OFFICE_START, ...change });
  assert.throws(make({ hosts: 19 }), /20 to 500 hosts, not 19/);
  assert.throws(make({ hosts: 501 }), RangeError);
  assert.throws(make({ days: 0 }), /at least one day/);
  assert.throws(make({ start: OFFICE_START + 1 }), /midnight/);
});
