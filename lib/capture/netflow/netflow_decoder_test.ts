import assert from "node:assert/strict";
import fc from "fast-check";
import type { ExportedFlow } from "../exports/exported_flow.ts";
import { type DecoderLimits, NetflowDecoder } from "./netflow_decoder.ts";
import {
  COMMON_FIELDS,
  commonRecord,
  fieldSpecifiers,
  flowSet,
  ipfixMessage,
  ipv4,
  join,
  SENT,
  template,
  uint,
  v5Datagram,
  v9Datagram,
  VARIABLE,
} from "./testing.ts";

const EXPORTER = "192.0.2.1";
const SYN_FIN = 0x1b;

function decoder(limits?: DecoderLimits) {
  const flows: ExportedFlow[] = [];
  const reader = new NetflowDecoder((flow) => flows.push(flow), limits);
  return {
    flows,
    reader,
    read(...datagrams: Uint8Array[]) {
      for (const datagram of datagrams) reader.decode(datagram, EXPORTER, 0);
      return this;
    },
    /** Of the only domain. */
    domain: () => reader.report()[0].domains[0],
  };
}

/** The first flow of datagrams. */
function first(...datagrams: Uint8Array[]): ExportedFlow {
  const { flows } = decoder().read(...datagrams);
  assert.ok(flows.length > 0);
  return flows[0];
}

function pick<Key extends keyof ExportedFlow>(flow: ExportedFlow, ...keys: Key[]) {
  return keys.map((key) => flow[key]);
}

const v9Template = flowSet(0, template(256, COMMON_FIELDS));
const ipfixTemplate = flowSet(2, template(256, COMMON_FIELDS));

Deno.test("v5: a record gives addresses, ports, counts, flags and times", () => {
  const flow = first(v5Datagram([{ packets: 5, bytes: 700, flags: SYN_FIN }]));
  assert.deepEqual(
    pick(flow, "source", "destination", "sourcePort", "destinationPort", "protocol"),
    ["10.0.0.1", "10.0.0.2", 40_000, 80, 6],
  );
  assert.deepEqual(pick(flow, "packets", "bytes", "flags", "input", "output", "sourceAs"), [
    ...[5, 700, SYN_FIN, 3, 4, 64_500],
  ]);
  assert.deepEqual(pick(flow, "start", "end"), [(SENT - 10) * 1e6, (SENT - 5) * 1e6]);
  assert.ok(Number.isNaN(flow.reversePackets) && Number.isNaN(flow.endReason));
});

Deno.test("v5: the port of ICMP is its type and code", () => {
  const flow = first(v5Datagram([{ protocol: 1, destinationPort: 0x0301 }]));
  assert.deepEqual(pick(flow, "icmpType", "icmpCode", "destinationPort"), [3, 1, 0]);
  assert.ok(Number.isNaN(flow.flags));
});

Deno.test("v5: counts of sampled packets are scaled up", () => {
  const flow = first(v5Datagram([{ packets: 2, bytes: 80 }], { sampling: 0x4000 | 100 }));
  assert.deepEqual(pick(flow, "packets", "bytes", "sampling"), [200, 8000, 100]);
});

Deno.test("v5: uptimes wrap after 50 days", () => {
  const flow = first(v5Datagram([{ first: 2 ** 32 - 1000, last: 500 }], { uptime: 1000 }));
  assert.deepEqual(pick(flow, "start", "end"), [(SENT - 2) * 1e6, SENT * 1e6 - 500_000]);
});

Deno.test("v5: records of a datagram that is cut off are read as far as they are whole", () => {
  const { flows, reader, domain } = decoder()
    .read(
      v5Datagram([{}, {}, {}]).subarray(0, 24 + 48 * 2 + 47),
      v5Datagram([{}], { sequence: 3 }),
    );
  assert.equal(flows.length, 3);
  assert.deepEqual(reader.report()[0].faults, { "cut-off": 1 });
  assert.equal(domain().lost, 0);
});

Deno.test("v9: records are read by their template", () => {
  const { flows, domain } = decoder().read(
    v9Datagram([v9Template, flowSet(256, commonRecord(), commonRecord({ packets: 9 }))]),
  );
  assert.deepEqual(flows.map(({ packets, bytes, domain }) => [packets, bytes, domain]), [
    [3, 300, 7],
    [9, 300, 7],
  ]);
  assert.ok(Number.isNaN(flows[0].start), "no field says when");
  assert.deepEqual([domain().templates, domain().flows], [1, 2]);
});

Deno.test("v9: times count from the start of the exporter", () => {
  const fields = [...COMMON_FIELDS, { element: 22, length: 4 }, { element: 21, length: 4 }];
  const record = join(commonRecord(), uint(40_000, 4), uint(100_000, 4));
  const flow = first(v9Datagram([flowSet(0, template(300, fields)), flowSet(300, record)]));
  assert.deepEqual(pick(flow, "start", "end"), [(SENT - 60) * 1e6, SENT * 1e6]);
});

Deno.test("v9: options say by which sampler packets were chosen, and at which rate", () => {
  const options = flowSet(
    1,
    join(
      ...[uint(257, 2), uint(4, 2), uint(8, 2)],
      fieldSpecifiers([{ element: 1, length: 4 }, { element: 48, length: 1 }, {
        element: 50,
        length: 2,
      }]),
    ),
  );
  const sampler = flowSet(257, join(uint(0, 4), uint(4, 1), uint(50, 2)));
  const sampled = flowSet(0, template(256, [...COMMON_FIELDS, { element: 48, length: 1 }]));
  const data = flowSet(256, join(commonRecord(), uint(4, 1)), join(commonRecord(), uint(9, 1)));
  const { flows } = decoder().read(v9Datagram([options, sampled, sampler, data]));
  assert.deepEqual(flows.map(({ packets, sampling }) => [packets, sampling]), [[150, 50], [3, 1]]);
});

Deno.test("v9: records before their template wait for it", () => {
  const early = decoder().read(v9Datagram([flowSet(256, commonRecord())]));
  assert.deepEqual([early.flows.length, early.domain().waiting], [0, 1]);
  early.read(v9Datagram([v9Template], { sequence: 1 }));
  assert.deepEqual([early.flows.length, early.domain().waiting], [1, 0]);
});

Deno.test("records whose template does not come are given up and counted", () => {
  const limits = { domains: 4, waiting: { bytes: 100, milliseconds: 1000 } };
  const { reader, domain } = decoder(limits);
  const data = v9Datagram([flowSet(256, commonRecord(), commonRecord())]);
  for (const now of [0, 1, 2]) reader.decode(data, EXPORTER, now);
  assert.deepEqual([domain().waiting, domain().undecoded], [1, 2], "by their size");
  reader.expire(1003);
  assert.deepEqual([domain().waiting, domain().undecoded], [0, 3], "by their age");
});

Deno.test("templates belong to one exporter and one source id", () => {
  const { reader, flows } = decoder();
  reader.decode(v9Datagram([v9Template]), EXPORTER, 0);
  const data = flowSet(256, commonRecord());
  reader.decode(v9Datagram([data], { domain: 8 }), EXPORTER, 0);
  reader.decode(v9Datagram([data]), "192.0.2.2", 0);
  assert.equal(flows.length, 0);
  reader.decode(v9Datagram([data], { sequence: 1 }), EXPORTER, 0);
  assert.equal(flows.length, 1);
});

Deno.test("IPFIX: fields of enterprises and of varying length are passed over", () => {
  const fields = [
    { element: 1, length: VARIABLE, enterprise: 9 },
    ...COMMON_FIELDS,
    { element: 2, length: 4, enterprise: 29_305 },
    { element: 82, length: VARIABLE },
  ];
  const long = join(uint(255, 1), uint(300, 2), new Uint8Array(300));
  const record = join(uint(2, 1), uint(7, 2), commonRecord(), uint(4, 4), long);
  const { flows } = decoder().read(
    ipfixMessage([flowSet(2, template(256, fields)), flowSet(256, record, record)]),
  );
  assert.deepEqual(flows.map(({ packets, reversePackets }) => [packets, reversePackets]), [
    [3, 4],
    [3, 4],
  ]);
});

Deno.test("IPFIX: numbers may be sent in fewer bytes than their field has", () => {
  const fields = COMMON_FIELDS.map((field) =>
    field.element === 1 ? { element: 1, length: 3 } : field
  );
  const record = join(commonRecord().slice(0, 17), uint(0x010203, 3));
  const flow = first(ipfixMessage([flowSet(2, template(256, fields)), flowSet(256, record)]));
  assert.equal(flow.bytes, 0x010203);
});

Deno.test("IPFIX: times of every unit", () => {
  const ntp = join(uint(SENT + 2_208_988_800, 4), uint(2 ** 31, 4));
  const cases: [
    start: number,
    end: number,
    bytes: [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>],
  ][] = [
    [150, 151, [uint(SENT, 4), uint(SENT + 1, 4)]],
    [152, 153, [uint(SENT * 1000 + 5, 8), uint(SENT * 1000 + 6, 8)]],
    [154, 155, [ntp, ntp]],
    [156, 157, [ntp, ntp]],
    [158, 159, [uint(2000, 4), uint(1000, 4)]],
    [152, 161, [uint(SENT * 1000, 8), uint(40, 4)]],
  ];
  const times = cases.map(([start, end, bytes]) => {
    const fields = [
      ...COMMON_FIELDS,
      { element: start, length: bytes[0].length },
      { element: end, length: bytes[1].length },
    ];
    const flow = first(
      ipfixMessage([flowSet(2, template(256, fields)), flowSet(256, commonRecord(), ...bytes)]),
    );
    return [flow.start - SENT * 1e6, flow.end - SENT * 1e6];
  });
  assert.deepEqual(times, [
    [0, 1e6],
    [5000, 6000],
    [500_000, 500_000],
    [500_000, 500_000],
    [-2000, -1000],
    [0, 40_000],
  ]);
});

Deno.test("IPFIX: uptimes need the start of the exporter, which options say", () => {
  const fields = [...COMMON_FIELDS, { element: 22, length: 4 }, { element: 21, length: 4 }];
  const data = flowSet(256, join(commonRecord(), uint(1000, 4), uint(2000, 4)));
  const options = flowSet(
    3,
    join(uint(300, 2), uint(2, 2), uint(1, 2)),
    fieldSpecifiers([{ element: 149, length: 4 }, { element: 160, length: 8 }]),
  );
  const boot = flowSet(300, join(uint(7, 4), uint((SENT - 9) * 1000, 8)));
  const flows = decoder().read(
    ipfixMessage([flowSet(2, template(256, fields)), data, options, boot, data]),
  ).flows;
  assert.ok(Number.isNaN(flows[0].start));
  assert.deepEqual([flows[1].start, flows[1].end], [(SENT - 8) * 1e6, (SENT - 7) * 1e6]);
});

Deno.test("IPFIX: a template can be withdrawn", () => {
  const withdrawn = [template(256, []), template(2, [])].map((body) => {
    const { flows, domain } = decoder().read(
      ipfixMessage([ipfixTemplate, flowSet(256, commonRecord())]),
      ipfixMessage([flowSet(2, body), flowSet(256, commonRecord())], { sequence: 1 }),
    );
    return [flows.length, domain().templates, domain().waiting];
  });
  assert.deepEqual(withdrawn, [[1, 0, 1], [1, 0, 1]]);
});

Deno.test("IPv6 addresses and ICMPv6 are read", () => {
  const fields = [
    { element: 27, length: 16 },
    { element: 28, length: 16 },
    { element: 4, length: 1 },
    { element: 139, length: 2 },
  ];
  const address = (last: number) => join(uint(0x20010db8, 4), uint(last, 12));
  const record = join(address(1), address(2), uint(58, 1), uint(0x8000, 2));
  const flow = first(ipfixMessage([flowSet(2, template(256, fields)), flowSet(256, record)]));
  assert.deepEqual(pick(flow, "source", "destination", "icmpType", "icmpCode", "sourcePort"), [
    ...["2001:db8::1", "2001:db8::2", 128, 0, 0],
  ]);
});

Deno.test("an exporter that sends both kinds of addresses means the one that is not zero", () => {
  const fields = [
    ...[27, 28].map((element) => ({ element, length: 16 })),
    ...[8, 12].map((element) => ({ element, length: 4 })),
  ];
  const record = join(new Uint8Array(32), ipv4("10.0.0.1"), ipv4("10.0.0.2"));
  const flow = first(ipfixMessage([flowSet(2, template(256, fields)), flowSet(256, record)]));
  assert.deepEqual(pick(flow, "source", "destination"), ["10.0.0.1", "10.0.0.2"]);
});

Deno.test("records that are not about addresses are no flows", () => {
  const fields = [{ element: 10, length: 4 }, { element: 1, length: 4 }];
  const { flows, domain } = decoder().read(
    ipfixMessage([flowSet(2, template(256, fields)), flowSet(256, uint(1, 4), uint(900, 4))]),
  );
  assert.deepEqual([flows.length, domain().otherRecords], [0, 1]);
});

Deno.test("gaps are counted in flows, datagrams and records", () => {
  const v5 = decoder().read(v5Datagram([{}, {}]), v5Datagram([{}], { sequence: 7 }));
  const v9 = decoder().read(v9Datagram([v9Template]), v9Datagram([], { sequence: 4 }));
  const data = flowSet(256, commonRecord(), commonRecord());
  const ipfix = decoder().read(
    ipfixMessage([ipfixTemplate, data]),
    ipfixMessage([data], { sequence: 2 }),
    ipfixMessage([data], { sequence: 14 }),
  );
  assert.deepEqual([v5, v9, ipfix].map(({ domain }) => [domain().lost, domain().gaps]), [
    [5, 1],
    [3, 1],
    [10, 1],
  ]);
});

Deno.test("a datagram that was overtaken is late, not lost", () => {
  const datagram = (sequence: number) => v5Datagram([{}], { sequence });
  const { flows, domain } = decoder().read(...[4, 6, 5, 7].map(datagram));
  const { lost, late, restarts } = domain();
  assert.deepEqual([flows.length, lost, late, restarts], [4, 0, 1, 0]);
});

Deno.test("an exporter may count the records of the message itself", () => {
  const message = (sequence: number, records: number) =>
    ipfixMessage([ipfixTemplate, flowSet(256, ...Array(records).fill(commonRecord()))], {
      sequence,
    });
  const { domain } = decoder().read(message(3, 3), message(8, 5), message(10, 2), message(20, 2));
  assert.deepEqual([domain().lost, domain().gaps, domain().late], [8, 1, 0]);
});

Deno.test("sequence numbers wrap", () => {
  const { domain } = decoder().read(
    v5Datagram([{}, {}], { sequence: 2 ** 32 - 1 }),
    v5Datagram([{}], { sequence: 1 }),
  );
  assert.deepEqual([domain().lost, domain().restarts], [0, 0]);
});

Deno.test("an exporter that restarted starts over, without its old templates", () => {
  const v9 = decoder().read(
    v9Datagram([v9Template], { sequence: 900, uptime: 5_000_000 }),
    v9Datagram([flowSet(256, commonRecord())], { sequence: 0, uptime: 2000 }),
  );
  const ipfix = decoder().read(
    ipfixMessage([ipfixTemplate, flowSet(256, commonRecord())], { sequence: 400 }),
    ipfixMessage([flowSet(256, commonRecord())], { sequence: 0 }),
  );
  for (const { domain } of [v9, ipfix]) {
    const { restarts, lost, templates, waiting } = domain();
    assert.deepEqual({ restarts, lost, templates, waiting }, {
      restarts: 1,
      lost: 0,
      templates: 0,
      waiting: 1,
    });
  }
});

Deno.test("templates, samplers and times of start outlive a restart of ours", () => {
  const before = decoder().read(v9Datagram([v9Template]));
  const after = decoder();
  after.reader.restore(JSON.parse(JSON.stringify(before.reader.stored())));
  after.read(v9Datagram([flowSet(256, commonRecord())], { sequence: 5 }));
  assert.equal(after.flows.length, 1);
  assert.equal(after.domain().lost, 0);
});

Deno.test("faults are counted by reason, and what was read before them stays", () => {
  const whole = flowSet(256, commonRecord());
  const cases: Record<string, Uint8Array> = {
    "too-short": uint(9, 2),
    "unknown-version": uint(8, 30),
    "cut-off": ipfixMessage([ipfixTemplate, whole, whole]).subarray(0, -10),
    "bad-set": v9Datagram([v9Template, whole, uint(256, 2), uint(3, 2)]),
    "bad-template": v9Datagram([v9Template, whole, flowSet(0, uint(300, 2), uint(9, 2))]),
    "bad-record": ipfixMessage([
      flowSet(2, template(256, [...COMMON_FIELDS, { element: 82, length: VARIABLE }])),
      flowSet(256, commonRecord(), uint(0, 1), commonRecord(), uint(200, 1)),
    ]),
  };
  for (const [fault, datagram] of Object.entries(cases)) {
    const { reader, flows } = decoder().read(datagram);
    const [{ faults }] = reader.report();
    assert.deepEqual(faults, { [fault]: 1 }, fault);
    const hasHeader = fault !== "too-short" && fault !== "unknown-version";
    assert.equal(flows.length, hasHeader ? 1 : 0, fault);
  }
});

Deno.test("a template of fields without bytes is refused", () => {
  const { reader } = decoder().read(
    v9Datagram([flowSet(0, template(256, [{ element: 1, length: 0 }]))]),
  );
  assert.deepEqual(reader.report()[0].faults, { "bad-template": 1 });
});

Deno.test("of too many exporters the one that is silent for longest is forgotten", () => {
  const limits = { domains: 3, waiting: { bytes: 100, milliseconds: 1000 } };
  const { reader } = decoder(limits);
  for (let i = 0; i < 10; i++) reader.decode(v9Datagram([v9Template]), `192.0.2.${i}`, i);
  assert.deepEqual(reader.report().map(({ exporter }) => exporter), [
    ...["192.0.2.7", "192.0.2.8", "192.0.2.9"],
  ]);
});

const valid = [
  v5Datagram([{}, {}], { sampling: 5 }),
  v9Datagram([v9Template, flowSet(256, commonRecord(), commonRecord())]),
  ipfixMessage([
    flowSet(2, template(257, [...COMMON_FIELDS, { element: 82, length: VARIABLE }])),
    flowSet(257, commonRecord(), uint(3, 1), uint(0, 3)),
    flowSet(3, uint(300, 2), uint(2, 2), uint(1, 2), fieldSpecifiers(COMMON_FIELDS.slice(0, 2))),
  ]),
];

/** Hands bytes that anything may have happened to over, and looks at what comes out of them. */
function readHostile(datagrams: Uint8Array[]): void {
  const { reader, flows } = decoder();
  for (const [i, datagram] of datagrams.entries()) reader.decode(datagram, EXPORTER, i);
  reader.expire(1e9);
  for (const { start, end } of flows) {
    assert.ok(!(start < 0) && !(end < start));
  }
  const { datagrams: count, domains } = reader.report()[0];
  assert.equal(count, datagrams.length);
  assert.equal(domains.reduce((sum, { flows }) => sum + flows, 0), flows.length);
  assert.ok(domains.every(({ waiting }) => waiting === 0));
}

Deno.test("any bytes are read without a failure", () => {
  const version = fc.constantFrom(5, 9, 10).map((version) => uint(version, 2));
  const datagram = fc.tuple(version, fc.uint8Array({ maxLength: 200 }))
    .map(([head, rest]) => join(head, Uint8Array.from(rest)));
  fc.assert(fc.property(fc.array(datagram, { minLength: 1, maxLength: 8 }), readHostile), {
    numRuns: 500,
  });
});

Deno.test("datagrams that are cut and changed anywhere are read without a failure", () => {
  const change = fc.record({
    which: fc.nat(valid.length - 1),
    at: fc.nat(300),
    byte: fc.nat(255),
    keep: fc.nat(300),
  });
  const hostile = change.map(({ which, at, byte, keep }) => {
    const bytes = valid[which].slice(0, keep);
    if (at < bytes.length) bytes[at] = byte;
    return bytes;
  });
  fc.assert(fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), readHostile), {
    numRuns: 1000,
  });
});
