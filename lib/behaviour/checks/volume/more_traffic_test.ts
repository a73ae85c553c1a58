import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY } from "../../testing.ts";

Deno.test("MoreTraffic: finds an hour with a thousand times the usual bytes", () => {
  const found = analyseWith([{
    time: at(LAST_DAY, 10),
    source: "10.0.0.25",
    destination: "93.184.216.1",
    port: 443,
    service: "ssl",
    sourceBytes: 8e9,
    destinationBytes: 1e6,
  }]).findings.find(({ check }) => check === "more-traffic")!;
  assert.equal(found.host, "10.0.0.25");
  assert.match(found.text, /8\.0 GB/);
});
