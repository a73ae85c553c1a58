import assert from "node:assert/strict";
import fc from "fast-check";
import type { DetectorLosses } from "../../resources/run.ts";
import type { MetricEvent } from "../events.ts";
import { withEpoch } from "./losses.ts";

function metric(detector: number, epoch: number, validationLoss: number | null = 1): MetricEvent {
  return { kind: "autoencoder", detector, epoch, epochs: 9, loss: 1 / epoch, validationLoss };
}

const empty: DetectorLosses[] = [];

Deno.test("withEpoch() keeps detectors of one kind apart, in the order of the run", () => {
  const losses = [metric(1, 1), metric(0, 1), metric(0, 2)].reduce(withEpoch, empty);
  assert.deepEqual(losses, [
    { kind: "autoencoder", detector: 0, train: [1, 0.5], validation: [1, 1] },
    { kind: "autoencoder", detector: 1, train: [1], validation: [1] },
  ]);
});

Deno.test("withEpoch() has no validation losses where none are sent", () => {
  assert.deepEqual(withEpoch([], metric(0, 1, null))[0].validation, []);
});

Deno.test("withEpoch() gives the same whatever was known before and however often it is told", () => {
  const all = Array.from({ length: 12 }, (_, index) => metric(index % 2, 1 + (index >> 1)));
  const whole = all.reduce(withEpoch, empty);
  fc.assert(fc.property(fc.nat(all.length), (known) => {
    const before = all.slice(0, known).reduce(withEpoch, empty);
    assert.deepEqual(all.reduce(withEpoch, before), whole);
  }));
});
