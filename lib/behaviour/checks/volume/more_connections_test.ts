import assert from "node:assert/strict";
import { OUTCOME } from "../../connection_block.ts";
import { analyseWith, at, LAST_DAY, series } from "../../testing.ts";

Deno.test("MoreConnections: finds a flood, from the one that sends it", () => {
  const { findings, hosts } = analyseWith(series(3000, (i) => ({
    time: at(LAST_DAY, 10, i),
    source: "10.0.0.25",
    destination: "10.0.0.3",
    port: 445,
    sourceBytes: 100,
    destinationBytes: 100,
  })));
  assert.equal(hosts[0].host, "10.0.0.25");
  assert.ok(
    findings.every(({ check, host }) => check !== "more-connections" || host !== "10.0.0.3"),
  );
  const found = findings.find(({ check, host }) =>
    check === "more-connections" && host === "10.0.0.25"
  )!;
  assert.match(found.text, /^Opened 3,0\d\d connections from 10:00 to 11:00; about \d+ are usual/);
  assert.ok(found.values!.actual > 100 * found.values!.typical);
});

Deno.test("MoreConnections: finds more connections without an answer", () => {
  const { findings } = analyseWith(series(400, (i) => ({
    time: at(LAST_DAY, 10, i),
    source: "10.0.0.25",
    destination: "10.0.0.77",
    port: 445,
    outcome: OUTCOME.FAILED,
  })));
  assert.ok(findings.some(({ check, host }) => check === "more-failures" && host === "10.0.0.25"));
});
