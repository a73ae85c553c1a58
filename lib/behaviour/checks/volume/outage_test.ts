import assert from "node:assert/strict";
import { OUTCOME } from "../../connection_block.ts";
import { analyse, LAST_DAY, MONDAY, quietNetwork } from "../../testing.ts";

const DAY = 86_400_000;
const isDown = (time: number) => time >= MONDAY + LAST_DAY * DAY + 11 * 3_600_000;
const network = quietNetwork(LAST_DAY + 1);
const isLost = ({ time, destination }: { time: number; destination: string }) =>
  destination === "10.0.0.2" && isDown(time);

Deno.test("FewerConnections: finds a server that falls silent", () => {
  const { findings, hosts } = analyse(network.filter((one) => !isLost(one)));
  assert.equal(hosts[0].host, "10.0.0.2");
  const found = findings.find(({ check }) => check === "fewer-connections")!;
  assert.match(found.text, /^Answered 0 connections from 1\d:00 to 1\d:00; \d.* are usual/);
});

Deno.test("Unanswered: finds a server that answers only some", () => {
  let count = 0;
  const { findings } = analyse(
    network.map((one) => isLost(one) && count++ % 2 ? { ...one, outcome: OUTCOME.FAILED } : one),
  );
  const found = findings.find(({ check }) => check === "unanswered-connections")!;
  assert.equal(found.host, "10.0.0.2");
  assert.match(found.text, /^Did not answer \d+ of \d+ connections/);
});

Deno.test("FewerConnections: a day without anything is a gap of the sensor, not an outage", () => {
  const { findings } = analyse(network.filter(({ time }) => !isDown(time)));
  assert.deepEqual(findings, []);
});
