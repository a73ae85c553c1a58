import assert from "node:assert/strict";
import { analyse, analyseWith, at, LAST_DAY, series } from "../../testing.ts";

Deno.test("Tunnel: finds data inside DNS lookups and ICMP messages", () => {
  const lookups = series(400, (i) => ({
    time: at(LAST_DAY, 10, 7 * i),
    source: "10.0.0.25",
    destination: "10.0.0.2",
    port: 53,
    protocol: 17,
    service: "dns",
    sourceBytes: 220,
    destinationBytes: 300,
  }));
  const echoes = series(20, (i) => ({
    time: at(LAST_DAY, 10, 100 * i),
    source: "10.0.0.26",
    destination: "203.0.113.5",
    protocol: 1,
    sourceBytes: 90_000,
    destinationBytes: 90_000,
  }));
  const { findings } = analyseWith([...lookups, ...echoes]);
  const hostOf = (name: string) => findings.find(({ check }) => check === name)?.host;
  assert.equal(hostOf("dns-tunnel"), "10.0.0.25");
  assert.equal(hostOf("icmp-tunnel"), "10.0.0.26");
});

Deno.test("Tunnel: knows long lookups without history", () => {
  const lookups = series(900, (i) => ({
    time: at(0, 10, i),
    source: "10.0.0.25",
    destination: "10.0.0.2",
    port: 53,
    protocol: 17,
    sourceBytes: 230,
  }));
  const found = analyse(lookups).findings.find(({ check }) => check === "dns-tunnel")!;
  assert.match(found.text, /^Sent 900 DNS lookups of 230 bytes each to 10\.0\.0\.2/);
});

Deno.test("OddPort: finds a protocol on a port where nobody uses it", () => {
  const { findings } = analyseWith(series(30, (i) => ({
    time: at(LAST_DAY, 10, 61 * i + (i * i) % 37),
    source: "10.0.0.25",
    destination: "203.0.113.5",
    port: 7777,
    service: "ssl",
    sourceBytes: 800,
    destinationBytes: 800,
  })));
  const found = findings.find(({ check }) => check === "service-on-unusual-port")!;
  assert.equal(found.host, "10.0.0.25");
  assert.match(found.text, /^Used SSL on port 7777 to 203\.0\.113\.5, 30 connections; no host/);
});

Deno.test("RareProtocol: finds an IP protocol that nobody uses", () => {
  const { findings } = analyseWith(series(30, (i) => ({
    time: at(LAST_DAY, 10, 61 * i + (i * i) % 37),
    source: "10.0.0.25",
    destination: "203.0.113.5",
    protocol: 47,
    sourceBytes: 800,
    destinationBytes: 800,
  })));
  const found = findings.find(({ check }) => check === "rare-protocol")!;
  assert.match(found.text, /^Used GRE to the Internet for the first time, 30 connections/);
});
