import assert from "node:assert/strict";
import { ConnectionReader, type ConnectionSource } from "./read_connection.ts";

const zeek: ConnectionSource = {
  columns: {
    time: ["ts"],
    source: ["id.orig_h"],
    destination: ["id.resp_h"],
    sourcePort: ["id.orig_p"],
    destinationPort: ["id.resp_p"],
    service: ["service"],
    state: ["conn_state"],
  },
  stateNotation: "zeek",
  timeReading: null,
};

Deno.test("ConnectionReader reads records whose keys differ in case and punctuation", () => {
  const record = {
    TS: 1_700_000_000,
    id_orig_h: " FE80::1 ",
    "id.resp_h": "10.0.0.1",
    "id.orig_p": "0x1f",
    "id.resp_p": 443,
    service: "-",
    conn_state: "rej",
  };
  assert.deepEqual(new ConnectionReader(zeek).read(record), {
    time: 1_700_000_000_000,
    source: "fe80::1",
    destination: "10.0.0.1",
    service: "443",
    sourcePort: 31,
    destinationPort: 443,
    failure: "rejected",
  });
});

Deno.test("ConnectionReader has nothing of records without a time or a host", () => {
  const reader = new ConnectionReader(zeek);
  const record = { ts: 1, "id.orig_h": "10.0.0.1", "id.resp_h": "10.0.0.2" };
  assert.notEqual(reader.read(record), null);
  for (const gap of [{ ts: "soon" }, { "id.orig_h": "-" }, { "id.resp_h": null }]) {
    assert.equal(reader.read({ ...record, ...gap }), null);
  }
});

Deno.test("ConnectionReader tells failures by the replies where there is no state", () => {
  const { state: _, ...others } = zeek.columns;
  const columns = {
    ...others,
    destinationPackets: ["back"],
    sourcePackets: ["sent"],
    totalPackets: ["all"],
    answerFlags: ["flags"],
  };
  const reader = new ConnectionReader({ columns, stateNotation: null, timeReading: null });
  const failureOf = (more: Record<string, string | number>) =>
    reader.read({ ts: 1, "id.orig_h": "a", "id.resp_h": "b", ...more })!.failure;
  assert.equal(failureOf({ back: 0 }), "unanswered");
  assert.equal(failureOf({ back: 1 }), null);
  assert.equal(failureOf({ sent: 4, all: 4 }), "unanswered");
  assert.equal(failureOf({ sent: 4, all: 6 }), null);
  assert.equal(failureOf({ back: 1, flags: "14" }), "unanswered");
  assert.equal(failureOf({}), null);
});
