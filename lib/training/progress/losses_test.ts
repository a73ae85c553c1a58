import assert from "node:assert/strict";
import { addEpoch } from "./losses.ts";
import type { DetectorLosses, RunProgress } from "../../resources/run.ts";

Deno.test("addEpoch() keeps the losses of detectors apart, even of one kind", () => {
  const losses: DetectorLosses[] = [];
  const epoch = (detector: number, loss?: number, validationLoss?: number): RunProgress => ({
    phase: "Training",
    fraction: 0.5,
    kind: "autoencoder",
    detector,
    epoch: 1,
    loss,
    validationLoss,
  });
  addEpoch(losses, epoch(0, 1 / 3, 0.5));
  addEpoch(losses, epoch(0, 0.25, 0.4));
  addEpoch(losses, epoch(1, 2));
  addEpoch(losses, epoch(1));
  assert.deepEqual(losses, [
    { kind: "autoencoder", detector: 0, train: [0.333333, 0.25], validation: [0.5, 0.4] },
    { kind: "autoencoder", detector: 1, train: [2], validation: [] },
  ]);
});
