import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { isElapsed } from "./elapsed.ts";

/** A column as a profile would count it; large ones are read in forty runs. */
function column(name: string, values: number[]) {
  const distance = values.length <= 4_000 ? values.length : Math.floor(values.length / 40);
  const length = values.length <= 4_000 ? values.length : 100;
  const runs: number[][] = [];
  for (let at = 0; at < values.length; at += distance) runs.push(values.slice(at, at + length));
  return {
    name,
    present: values.length,
    distinct: new Set(values).size,
    min: values.reduce((least, value) => Math.min(least, value), Infinity),
    max: values.reduce((most, value) => Math.max(most, value), -Infinity),
    runs,
  };
}

const draw = (rows: number, value: (i: number) => number) =>
  Array.from({ length: rows }, (_, i) => value(i));
const sorted = (values: number[]) => values.toSorted((a, b) => a - b);

/** Times of arrival from 0 on; the mean gap is `gap()`. */
function arrivals(rows: number, random: () => number, gap: (i: number) => number = () => 0.4) {
  let time = 0;
  return draw(rows, (i) => {
    const now = time;
    time -= gap(i) * Math.log(1 - random());
    return Math.round(now * 1e6) / 1e6;
  });
}

Deno.test("isElapsed() knows the time since the start of a capture under any name", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed).next;
    for (
      const [what, values] of [
        ["seconds", arrivals(500, random)],
        ["few rows", arrivals(60, random)],
        ["many rows", arrivals(9_000, random)],
        ["milliseconds", arrivals(500, random, () => 20).map(Math.floor)],
        ["whole seconds", arrivals(900, random).map(Math.floor)],
        ["even", draw(700, (i) => 0.013 * i)],
        ["last first", arrivals(500, random).toReversed()],
        ["captures joined", [1, 2, 3].flatMap(() => arrivals(300, random))],
      ] as [string, number[]][]
    ) assert.ok(isElapsed(column("x", values)), `${what}, seed ${seed}`);
  }
});

Deno.test("isElapsed() knows bursts and breaks where the name speaks of time", () => {
  const random = createRandom(2).next;
  const bursts = arrivals(600, random, () => random() < 0.03 ? 20 : 0.001);
  const night = arrivals(600, random, (i) => i === 300 ? 40_000 : 0.2);
  for (const name of ["frame.time_relative", "Time", "rel_time", "offset", "seconds", "t"]) {
    assert.ok(isElapsed(column(name, bursts)), name);
    assert.ok(isElapsed(column(name, night)), name);
  }
});

Deno.test("isElapsed() leaves measurements alone, whatever a file is sorted by", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed).next;
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const seconds = () => -20 * Math.log(1 - random());
    for (
      const [name, values] of [
        ["x", draw(500, seconds)],
        ["x", sorted(draw(500, seconds))],
        ["time", draw(500, seconds)],
        ["time_ms", sorted(draw(500, () => Math.exp(3 + 1.5 * normal())))],
        ["x", sorted(draw(500, () => Math.exp(3 + normal())))],
        ["x", sorted(draw(3_000, () => Math.round(40 + Math.exp(9 * random()))))],
        ["x", sorted(draw(500, () => 0.01 / (1 - random())))],
        ["x", sorted(draw(9_000, seconds))],
        ["x", sorted(draw(500, seconds)).toReversed()],
        ["bytes", sorted(draw(500, () => Math.floor(1_500 * random())))],
        ["flow_duration", sorted(draw(500, () => 120 * random()))],
        ["duration", draw(500, (i) => i / 100)],
        ["frame.time_delta", arrivals(500, random)],
        ["rate", sorted(draw(500, () => 100 * random()))],
        ["x", sorted(draw(500, random))],
        ["ttl", sorted(draw(500, () => Math.floor(255 * random())))],
        ["kind", sorted(draw(500, () => Math.floor(12 * random())))],
        ["dst_port", sorted(draw(500, () => Math.floor(65_536 * random())))],
        ["half sorted", draw(500, (i) => i + 40 * random())],
        ["few", draw(20, (i) => i / 3)],
      ] as [string, number[]][]
    ) assert.ok(!isElapsed(column(name, values)), `${name}, seed ${seed}`);
  }
});
