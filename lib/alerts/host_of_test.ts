import assert from "node:assert/strict";
import { hostOf } from "./host_of.ts";

Deno.test("hostOf() is the host that alerts are grouped by, or else the sender", () => {
  const record = { "id.orig_h": "10.0.0.1", "id.resp_h": "10.0.0.2", service: "http" };
  assert.equal(hostOf(record, { column: "id.resp_h", value: "10.0.0.2" }), "10.0.0.2");
  assert.equal(hostOf(record, { column: "Host", value: "printer" }), "printer");
  assert.equal(hostOf(record, { column: "service", value: "http" }), "10.0.0.1");
  assert.equal(hostOf(record, null), "10.0.0.1");
  assert.equal(hostOf({ service: "http" }, null), null);
});
