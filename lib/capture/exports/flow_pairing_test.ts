import assert from "node:assert/strict";
import fc from "fast-check";
import { ExportedFlow } from "./exported_flow.ts";
import { FlowPairing } from "./flow_pairing.ts";
import type { PairingOptions } from "./pairing_options.ts";

const SECOND = 1e6;

function flowOf(change: Partial<ExportedFlow>): ExportedFlow {
  return Object.assign(new ExportedFlow(), {
    exporter: "192.0.2.1",
    source: "10.0.0.1",
    destination: "10.0.0.2",
    sourcePort: 40_000,
    destinationPort: 443,
    protocol: 6,
    start: 0,
    end: SECOND,
    packets: 5,
    bytes: 500,
    flags: 27,
    ...change,
  });
}

const REPLY: Partial<ExportedFlow> = {
  source: "10.0.0.2",
  destination: "10.0.0.1",
  sourcePort: 443,
  destinationPort: 40_000,
  start: 1000,
  end: 2 * SECOND,
  packets: 9,
  bytes: 9000,
  flags: 19,
};

function pair(
  flows: (ExportedFlow & { at?: number } | [flow: ExportedFlow, seconds: number])[],
  options?: Partial<PairingOptions>,
) {
  const found: ExportedFlow[] = [];
  const pairing = new FlowPairing((flow) => found.push(flow), options);
  for (const each of flows) {
    const [flow, seconds] = Array.isArray(each) ? each : [each, 0];
    pairing.add(flow, seconds * 1000);
  }
  const early = found.length;
  pairing.flush();
  return { found, early, pairing };
}

function directions(flow: ExportedFlow) {
  const { source, packets, bytes, reversePackets, reverseBytes } = flow;
  return [source, packets, bytes, reversePackets, reverseBytes];
}

Deno.test("two directions become one flow, whichever comes first", () => {
  for (const order of [[{}, REPLY], [REPLY, {}]]) {
    const { found, early } = pair(order.map(flowOf));
    assert.equal(early, 1);
    assert.deepEqual(found.map(directions), [["10.0.0.1", 5, 500, 9, 9000]]);
    const [{ flags, reverseFlags, start, end }] = found;
    assert.deepEqual([flags, reverseFlags, start, end], [27, 19, 0, 2 * SECOND]);
  }
});

Deno.test("of directions that begin at once, the one to the lower port is forward", () => {
  const { found } = pair([flowOf({ ...REPLY, start: 0 }), flowOf({})]);
  assert.deepEqual(found.map(({ destinationPort }) => destinationPort), [443]);
});

Deno.test("a direction of nothing but SYN is forward, whatever the clock says", () => {
  const refusal = flowOf({ ...REPLY, flags: 20, start: -1000 });
  const { found } = pair([refusal, flowOf({ flags: 2 })]);
  assert.deepEqual(found.map(directions), [["10.0.0.1", 5, 500, 9, 9000]]);
});

Deno.test("a flow whose window passes had no answer", () => {
  const { found, early } = pair([[flowOf({}), 0], [flowOf({ source: "10.0.0.9" }), 11]]);
  assert.equal(early, 1);
  assert.deepEqual(
    found.map(({ reversePackets, reverseFlags }) => [reversePackets, reverseFlags]),
    [
      [0, 0],
      [0, 0],
    ],
  );
});

Deno.test("what comes after the window, or is too far apart in time, is another flow", () => {
  const late = pair([[flowOf({}), 0], [flowOf(REPLY), 10.5]]);
  const apart = pair([flowOf({}), flowOf({ ...REPLY, start: 60 * SECOND, end: 61 * SECOND })]);
  assert.deepEqual([late.found.length, apart.found.length], [2, 2]);
});

Deno.test("flows of other exporters, protocols or ports are no answer", () => {
  for (const other of [{ exporter: "192.0.2.2" }, { protocol: 17 }, { destinationPort: 40_001 }]) {
    assert.equal(pair([flowOf({}), flowOf({ ...REPLY, ...other })]).found.length, 2);
  }
});

Deno.test("an echo is answered by its reply, other messages of ICMP by nothing", () => {
  const icmp = { protocol: 1, sourcePort: 0, destinationPort: 0, flags: NaN };
  const reply = { ...REPLY, ...icmp };
  const echo = pair([flowOf({ ...reply, icmpType: 0 }), flowOf({ ...icmp, icmpType: 8 })]);
  assert.deepEqual(echo.found.map(directions), [["10.0.0.1", 5, 500, 9, 9000]]);
  const errors = pair([flowOf({ ...reply, icmpType: 3 }), flowOf({ ...icmp, icmpType: 3 })]);
  assert.deepEqual([errors.found.length, errors.early], [2, 2]);
});

Deno.test("of sampled packets the answer may have been missed: it is not known", () => {
  const { found: [flow] } = pair([flowOf({ sampling: 100 })]);
  assert.ok(Number.isNaN(flow.reversePackets));
});

Deno.test("without a window, and where both directions are known, flows stay as they are", () => {
  const apart = pair([flowOf({}), flowOf(REPLY)], { window: 0 });
  assert.deepEqual([apart.found.length, apart.early], [2, 2]);
  assert.ok(Number.isNaN(apart.found[0].reversePackets));
  assert.equal(pair([flowOf({ reversePackets: 1 }), flowOf(REPLY)]).early, 1);
});

Deno.test("a flood of flows waits within bounds", () => {
  const alike = Array.from({ length: 1000 }, () => flowOf({}));
  const other = alike.map((_, i) => flowOf({ sourcePort: i }));
  assert.equal(pair(alike).early, 1000 - 16);
  assert.equal(pair(other, { maxWaiting: 100 }).early, 900);
});

Deno.test("no flow, packet or byte is lost or counted twice", () => {
  const flow = fc.record({
    source: fc.constantFrom("a", "b", "c"),
    destination: fc.constantFrom("a", "b", "c"),
    sourcePort: fc.constantFrom(1, 2),
    destinationPort: fc.constantFrom(1, 2),
    protocol: fc.constantFrom(1, 6, 17),
    icmpType: fc.constantFrom(0, 8, NaN),
    start: fc.constantFrom(0, SECOND, 30 * SECOND, NaN),
    packets: fc.nat(100),
    bytes: fc.nat(1000),
    wait: fc.nat(5),
  });
  const cases = fc.array(flow, { maxLength: 60 });
  fc.assert(fc.property(cases, fc.constantFrom(1, 3, 1000), (flows, maxWaiting) => {
    let seconds = 0;
    const { found, pairing } = pair(
      flows.map(({ wait, ...change }) => {
        seconds += wait;
        return [flowOf({ ...change, end: change.start }), seconds];
      }),
      { maxWaiting },
    );
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    assert.equal(found.length + pairing.pairs, flows.length);
    assert.equal(
      sum(found.map(({ packets, reversePackets }) => packets + reversePackets)),
      sum(flows.map(({ packets }) => packets)),
    );
    assert.equal(
      sum(found.map(({ bytes, reverseBytes }) => bytes + reverseBytes)),
      sum(flows.map(({ bytes }) => bytes)),
    );
    assert.equal(pairing.waiting, 0);
  }));
});
