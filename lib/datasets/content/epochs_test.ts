import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { isEpoch } from "./epochs.ts";

function column(name: string, values: number[]) {
  return {
    name,
    present: values.length,
    distinct: new Set(values).size,
    min: Math.min(...values),
    max: Math.max(...values),
    runs: [values],
  };
}

const times = (unit: number, random: () => number) =>
  Array.from(
    { length: 200 },
    (_, i) => Math.round((1_772_323_200 + i + random()) * unit * 1_000) / 1_000,
  );

Deno.test("isEpoch() knows points in time in every unit, whatever their name", () => {
  const random = createRandom(1).next;
  for (const unit of [1, 1e3, 1e6, 1e9]) {
    assert.ok(isEpoch(column("x", times(unit, random))), `${unit}`);
    assert.ok(isEpoch(column("x", times(unit, random).map(Math.floor))), `whole ${unit}`);
    assert.ok(isEpoch(column("x", times(unit, random).toReversed())), `descending ${unit}`);
  }
  const some = times(1, random).map((time, i) => i % 3 === 0 ? 0 : time);
  assert.ok(isEpoch(column("x", some)), "with zeros where nothing ended");
  const days = times(1, random).map((time) => 25_569 + time / 86_400);
  assert.ok(isEpoch(column("x", days)), "days of a spreadsheet");
  assert.ok(
    isEpoch(column("x", [20260131, 20260201, 20260301, ...Array(20).fill(20251231)])),
    "digits",
  );
  assert.ok(
    isEpoch(column("x", times(1, random).map((_, i) => 20260131100000 + i % 60))),
    "digits",
  );
});

Deno.test("isEpoch() leaves measurements alone", () => {
  const random = createRandom(2).next;
  const draw = (value: () => number) => Array.from({ length: 500 }, value);
  for (
    const [name, values] of [
      ["ack", draw(() => Math.floor(2 ** 32 * random()))],
      ["bytes", draw(() => Math.round(Math.exp(22 * random())))],
      ["throughput_bps", draw(() => 1e9 + Math.floor(1e9 * random()))],
      ["idle", draw(() => 1.2e8 * random())],
      ["port", draw(() => 36_000 + Math.floor(10_000 * random()))],
      ["mostly zero", draw(() => random() < 0.9 ? 0 : 1_772_323_200)],
      ["few", [1_772_323_200, 1_772_323_201]],
    ] as [string, number[]][]
  ) assert.ok(!isEpoch(column(name, values)), name);
});
