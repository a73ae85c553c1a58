import assert from "node:assert/strict";
import { subSeed } from "./sub_seed.ts";

Deno.test("subSeed: seeds, parts and their order are kept apart", () => {
  const seeds = new Set<number>();
  for (let seed = 0; seed < 30; seed++) {
    for (let part = 0; part < 30; part++) {
      for (let next = 0; next < 30; next++) seeds.add(subSeed(seed, part, next));
    }
  }
  // Of 27,000 draws of 32 bits, 0.08 meet by chance.
  assert.ok(seeds.size >= 26_998, String(seeds.size));
});

Deno.test("subSeed: gives whole numbers of 32 bits, spread evenly", () => {
  const draws = Array.from({ length: 4_000 }, (_, part) => subSeed(1, part) / 2 ** 32);
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  assert.ok(draws.every((draw) => draw >= 0 && draw < 1));
  assert.ok(Math.abs(mean - 0.5) < 0.02, String(mean));
});
