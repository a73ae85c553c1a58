import assert from "node:assert/strict";
import { HourCounts, METRIC } from "../day/hour_counts.ts";
import { DailyValues } from "./daily_values.ts";
import { HourlyHistory } from "./hourly_history.ts";
import { KnownItems } from "./known_items.ts";

Deno.test("KnownItems: a use of today counts for others at once, for the host when learned", () => {
  const known = new KnownItems();
  known.note(1, 7, 100);
  assert.deepEqual([known.isKnown(1, 7), known.othersWith(7, 2), known.othersWith(7, 1)], [
    false,
    1,
    0,
  ]);
  known.learn(1, 7, 100);
  assert.ok(known.isKnown(1, 7));
  known.forget(128);
  assert.ok(known.isKnown(1, 7));
  known.forget(129);
  assert.deepEqual([known.isKnown(1, 7), known.pairs], [false, 0]);
});

Deno.test("DailyValues: one incident is not usual, two are", () => {
  const values = new DailyValues();
  for (let day = 0; day < 12; day++) values.learn(1, 2);
  values.learn(1, 500);
  assert.equal(values.usualMaximum(1), 2);
  values.learn(1, 400);
  assert.equal(values.usualMaximum(1), 400);
  assert.equal(values.usualMaximum(9) > 0, true);
});

Deno.test("HourlyHistory: expects by hour and kind of day, and is not led by one large value", () => {
  const history = new HourlyHistory();
  for (let day = 0; day < 10; day++) {
    const isWeekend = day % 7 > 4;
    const counts = new HourCounts();
    for (let hour = 9; hour < 17; hour++) counts.add(METRIC.OPENED, hour, isWeekend ? 2 : 50);
    if (day === 3) counts.add(METRIC.OPENED, 12, 1e6);
    history.learn(1, day, isWeekend, counts);
  }
  const { means } = history.expected(1, METRIC.OPENED, { number: 10, isWeekend: false });
  assert.ok(means[12] > 40 && means[12] < 80, `${means[12]}`);
  assert.ok(means[3] < 5);
  const weekend = history.expected(1, METRIC.OPENED, { number: 12, isWeekend: true });
  assert.ok(weekend.means[12] < 10);
});

Deno.test("KnownItems: too many pairs make old ones new again", () => {
  const known = new KnownItems(100);
  for (let item = 0; item < 150; item++) known.learn(1, item, 100 + (item % 10));
  known.forget(110);
  assert.ok(known.pairs <= 100 && known.pairs > 0);
  assert.deepEqual([known.isKnown(1, 0), known.isKnown(1, 9)], [false, true]);
});

Deno.test("HourlyHistory: a host that is silent for four weeks is forgotten", () => {
  const history = new HourlyHistory();
  history.learn(1, 0, false, new HourCounts());
  for (let day = 1; day < 28; day++) history.learnSilence(1, day, false);
  assert.deepEqual([history.daysOf(1), history.activeDaysOf(1)], [28, 0]);
  history.learnSilence(1, 28, false);
  assert.equal(history.daysOf(1), 0);
});
