import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY, series } from "../testing.ts";

const SERVER = "10.0.0.2";
const lookups = (source: string, destination: string) =>
  series(2000, (i) => ({
    time: at(LAST_DAY, 10, i),
    source,
    destination,
    port: 53,
    protocol: 17,
    service: "dns",
    sourceBytes: 300,
    destinationBytes: 300,
  }));

Deno.test("areRelayed(): a tunnel through the server of names is its client's", () => {
  const { findings } = analyseWith([
    ...lookups("10.0.0.25", SERVER),
    ...lookups(SERVER, "203.0.113.77"),
  ]);
  const checksOf = (name: string) =>
    findings.filter(({ host }) => host === name).map(({ check }) => check);
  assert.ok(checksOf("10.0.0.25").includes("dns-tunnel"));
  for (const check of ["dns-tunnel", "more-connections", "upload-to-new-address"]) {
    assert.ok(!checksOf(SERVER).includes(check), check);
  }
});

Deno.test("areRelayed(): lookups of a server's own count as its own", () => {
  const { findings } = analyseWith(lookups(SERVER, "203.0.113.77"));
  const checks = findings.filter(({ host }) => host === SERVER).map(({ check }) => check);
  assert.ok(checks.includes("upload-to-new-address"));
});
