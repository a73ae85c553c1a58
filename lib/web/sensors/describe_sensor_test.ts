import assert from "node:assert/strict";
import type { Sensor } from "../../resources/sensor.ts";
import { describeFlagged, describeLag, describeRate } from "./describe_sensor.ts";

const sensor = (status: Sensor["status"], lagSeconds: number | null) =>
  ({ status, health: { lagSeconds } }) as Sensor;

Deno.test("describeLag() says whether a sensor keeps up", () => {
  assert.equal(describeLag(sensor("running", 0)), "Up to date");
  assert.match(describeLag(sensor("running", 75)), /^1 min.* behind$/);
  assert.equal(describeLag(sensor("paused", null)), "Not running");
});

Deno.test("describeRate() has a decimal for slow sensors", () => {
  assert.deepEqual([0, 0.3, 12_345.6].map(describeRate), ["0/s", "0.3/s", "12,346/s"]);
});

Deno.test("describeFlagged() gives the range over the models", () => {
  const flagged = (...counts: number[]) =>
    describeFlagged({ verdicts: counts.map((flagged) => ({ flagged })) } as Sensor);
  assert.deepEqual([flagged(), flagged(1234), flagged(206, 85)], [
    "no models",
    "1,234",
    "85 to 206",
  ]);
});
