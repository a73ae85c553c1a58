import assert from "node:assert/strict";
import { RunClock } from "./run_clock.ts";
import type { RunProgress } from "../../resources/run.ts";

Deno.test("RunClock never goes back and ends at 1", () => {
  const reported: RunProgress[] = [];
  const clock = new RunClock(["isolation-forest", "autoencoder"], (each) => reported.push(each));
  clock.phase("Reading data", 0);
  clock.phase("Preparing features", 1);
  clock.fit(0, "Training", { fraction: 0 });
  clock.score(0, "Testing", 1);
  clock.measure(0, "Measuring importance", 0.5);
  for (let epoch = 1; epoch <= 4; epoch++) {
    clock.fit(1, "Training the second", { fraction: epoch / 4, epoch, epochs: 4, loss: 1 / epoch });
  }
  clock.score(1, "Testing the second", 1);
  clock.measure(1, "Measuring importance of the second", 1);
  const fractions = reported.map(({ fraction }) => fraction);
  assert.deepEqual(fractions, fractions.toSorted((a, b) => a - b));
  assert.equal(fractions[0], 0);
  assert.equal(fractions.at(-1), 1);
  assert.deepEqual(
    reported.filter(({ epoch }) => epoch)
      .map(({ epoch, loss, kind, detector }) => [epoch, loss, kind, detector]),
    [1, 2, 3, 4].map((epoch) => [epoch, 1 / epoch, "autoencoder", 1]),
  );
});

Deno.test("RunClock counts repetitions and tells none of their epochs", () => {
  const reported: RunProgress[] = [];
  const clock = new RunClock(["autoencoder"], (each) => reported.push(each), 2);
  clock.score(0, "Testing", 1);
  for (const [round, fraction] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
    const { fit, score } = clock.repeat(round);
    fit(0, `Training again ${round}`, { fraction, epoch: 1, loss: 2 });
    score(0, `Testing again ${round} ${fraction}`, fraction);
  }
  clock.measure(0, "Measuring importance", 1);
  const fractions = reported.map(({ fraction }) => fraction);
  assert.deepEqual(fractions, fractions.toSorted((a, b) => a - b));
  assert.equal(fractions.at(-1), 1);
  assert.ok(reported.every(({ epoch }) => epoch === undefined));
});

Deno.test("RunClock does not flood its listener", () => {
  let reports = 0;
  const clock = new RunClock(["isolation-forest"], () => reports++);
  for (let step = 0; step < 1000; step++) clock.score(0, "Testing", step / 1000);
  assert.ok(reports <= 3, `${reports} reports`);
});
