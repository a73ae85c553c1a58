import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY, series } from "../../testing.ts";

Deno.test("FirstContact: finds a host that uses services of others for the first time", () => {
  const moves = series(6, (i) => ({
    time: at(LAST_DAY, 11, 200 * i),
    source: "10.0.0.25",
    destination: `10.0.0.${30 + i}`,
    port: 5985,
    sourceBytes: 4000,
    destinationBytes: 4000,
  }));
  const found = analyseWith(moves).findings.find(({ check }) => check === "first-contact")!;
  assert.equal(found.host, "10.0.0.25");
  assert.match(found.text, /^Used 6 services on 6 hosts inside the network for the first time/);
});

Deno.test("FirstContact: ports that calls are given at random are no services", () => {
  const calls = series(20, (i) => ({
    time: at(LAST_DAY, 11, 200 * i),
    source: "10.0.0.25",
    destination: `10.0.0.${30 + i % 4}`,
    port: 20_000 + 37 * i,
    protocol: 17,
  }));
  const { findings } = analyseWith(calls);
  assert.ok(findings.every(({ check }) => check !== "first-contact"));
});
