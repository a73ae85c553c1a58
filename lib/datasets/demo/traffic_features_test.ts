import assert from "node:assert/strict";
import { connection, type ConnectionFacts } from "./connection.ts";
import { type TrafficFeatures, TrafficWatcher } from "./traffic_features.ts";

function watch(connections: Partial<ConnectionFacts>[]): TrafficFeatures[] {
  const watcher = new TrafficWatcher();
  return connections.map((facts) =>
    watcher.observe(
      connection({ time: 0, client: 1, server: 2, protocol: "tcp", service: "http", ...facts }),
    )
  );
}

Deno.test("TrafficWatcher counts connections of the last two seconds to host and service", () => {
  const seen = watch([
    { time: 0 },
    { time: 1, service: "smtp" },
    { time: 1.5, server: 3 },
    { time: 2 },
    { time: 3.9 },
  ]);
  assert.deepEqual(seen.map(({ count }) => count), [1, 2, 1, 3, 2]);
  assert.deepEqual(seen.map(({ srvCount }) => srvCount), [1, 1, 2, 3, 2]);
  assert.equal(seen[3].sameSrvRate, 2 / 3);
  assert.equal(seen[3].diffSrvRate, 1 / 3);
  assert.equal(seen[3].srvDiffHostRate, 1 / 3);
});

Deno.test("TrafficWatcher gives the share of errors", () => {
  const [, , , last] = watch([
    { flag: "S0" },
    { flag: "REJ", service: "smtp" },
    { flag: "RSTR" },
    { flag: "SF" },
  ]);
  assert.equal(last.serrorRate, 1 / 4);
  assert.equal(last.rerrorRate, 2 / 4);
  assert.equal(last.srvSerrorRate, 1 / 3);
  assert.equal(last.srvRerrorRate, 1 / 3);
  assert.equal(last.dstHostRerrorRate, 2 / 4);
  assert.equal(last.dstHostSrvSerrorRate, 1 / 3);
});

Deno.test("TrafficWatcher remembers the last 255 connections to a host for an hour", () => {
  const steady = watch(Array.from({ length: 400 }, (_, i) => ({ time: 3 * i })));
  assert.equal(steady[399].dstHostCount, 255);
  assert.equal(steady[399].count, 1);
  const [, late] = watch([{ time: 0 }, { time: 3_601 }]);
  assert.equal(late.dstHostCount, 1);
});

Deno.test("TrafficWatcher counts 511 recent connections at most", () => {
  const flood = watch(Array.from({ length: 700 }, (_, i) => ({ time: i / 1_000 })));
  assert.equal(flood[699].count, 511);
  assert.equal(flood[699].srvCount, 511);
});

Deno.test("TrafficWatcher compares ports and hosts over the last connections", () => {
  const [, , last] = watch([
    { time: 0, clientPort: 5 },
    { time: 10, clientPort: 6, service: "smtp" },
    { time: 20, clientPort: 5 },
  ]);
  assert.equal(last.dstHostSameSrcPortRate, 2 / 3);
  assert.equal(last.dstHostSameSrvRate, 2 / 3);
  assert.equal(last.dstHostDiffSrvRate, 1 / 3);
  assert.equal(last.dstHostSrvDiffHostRate, 0);
});
