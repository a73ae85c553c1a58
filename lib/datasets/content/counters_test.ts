import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { isCounter } from "./counters.ts";

/** A column as a profile would count it; `files` of consecutive rows each. */
function column(name: string, ...files: number[][]) {
  const values = files.flat();
  return {
    name,
    present: values.length,
    distinct: new Set(values).size,
    min: Math.min(...values),
    max: Math.max(...values),
    runs: [values],
  };
}

const count = (rows: number, value: (i: number) => number) =>
  Array.from({ length: rows }, (_, i) => value(i));

/** Rows of an index that a sampler left over, in their order. */
function sampled(rows: number, share: number, random: () => number): number[] {
  const kept: number[] = [];
  for (let i = 0; kept.length < rows; i++) if (random() < share) kept.push(i);
  return kept;
}

function shuffled(values: number[], random: () => number): number[] {
  return values.map((value) => ({ value, key: random() })).sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

Deno.test("isCounter() knows numberings whatever their name", () => {
  const random = createRandom(1).next;
  for (
    const [what, values] of [
      ["from 0", count(40, (i) => i)],
      ["from 1", count(40, (i) => i + 1)],
      ["from anywhere", count(500, (i) => i + 834_502)],
      ["descending", count(500, (i) => 9_000 - i)],
      ["by sevens", count(500, (i) => 7 * i)],
      ["by thousands", count(500, (i) => 1_000 * i)],
      ["with gaps", sampled(500, 0.3, random)],
      ["with wide gaps", sampled(500, 0.01, random)],
      ["shuffled", shuffled(count(2_000, (i) => i), random)],
      ["sampled and shuffled", shuffled(sampled(2_000, 0.1, random), random)],
    ] as [string, number[]][]
  ) assert.ok(isCounter(column("x", values)), what);
  const files = [800, 650, 900].map((rows) => count(rows, (i) => i));
  assert.ok(isCounter(column("x", ...files)), "numbered file by file");
  assert.ok(
    isCounter(column("x", ...[1, 2, 3].map(() => sampled(400, 0.2, random)))),
    "sampled file by file",
  );
});

Deno.test("isCounter() leaves measurements alone", () => {
  const random = createRandom(2).next;
  const heavy = () => Math.round(40 + Math.exp(12 * random()));
  const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
  for (
    const [name, values] of [
      ["bytes", count(500, heavy)],
      ["bytes", sorted(count(500, heavy))],
      ["x", sorted(count(2_000, heavy))],
      ["uniform", count(500, () => Math.floor(1e6 * random()))],
      ["packets", sorted(count(500, () => Math.floor(200 * random())))],
      ["duration", count(500, (i) => i / 100)],
      ["duration", sorted(count(500, () => Math.floor(1e9 * random())))],
      ["src_port", shuffled(count(5_000, (i) => 1_024 + i), random)],
      ["id.orig_p", shuffled(count(5_000, (i) => 1_024 + i), random)],
      ["flag", count(500, (i) => i % 2)],
      ["few", count(20, (i) => i)],
      ["count", count(900, (i) => Math.min(511, i % 600))],
      ["seq", count(500, () => Math.floor(2 ** 32 * random()))],
    ] as [string, number[]][]
  ) assert.ok(!isCounter(column(name, values)), name);
});

Deno.test("isCounter() takes a sample of a large index for one where its name says so", () => {
  const random = createRandom(3).next;
  const values = count(700, () => Math.floor(7e8 * random()));
  assert.ok(isCounter(column("Unnamed: 0", values)));
  assert.ok(!isCounter(column("payload", values)));
});
