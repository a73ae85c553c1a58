import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { combine } from "./combine.ts";
import { Dial } from "./dial.ts";
import { ScorePool } from "./score_pool.ts";
import { severityOf } from "./severity_of.ts";

const random = createRandom(7);
const exponential = () => -Math.log(1 - random.next());
const day = (hosts: number) => ({
  hosts,
  scores: new Map(Array.from({ length: hosts }, (_, host) => [host, exponential()])),
});

Deno.test("ScorePool: small probabilities are no more often met than they say", () => {
  const pool = new ScorePool(Array.from({ length: 8 }, () => day(100)), false);
  const draws = Array.from({ length: 20_000 }, () => pool.probability(-1, exponential()));
  for (const level of [0.3, 0.1, 0.03, 0.01]) {
    const share = draws.filter((p) => p <= level).length / draws.length;
    assert.ok(share < 1.5 * level, `${level}: ${share}`);
    // Beyond, where the tail is extrapolated, probabilities are careful.
    if (level > 0.05) assert.ok(share > level / 1.5, `${level}: ${share}`);
  }
});

Deno.test("ScorePool: a host is not measured by itself", () => {
  const others = Array.from({ length: 60 }, (_, host) => [host + 1, 0.1] as const);
  const days = Array.from({ length: 8 }, () => ({
    hosts: 61,
    scores: new Map([[0, 9], ...others]),
  }));
  const pool = new ScorePool(days, false);
  assert.ok(pool.probability(0, 9) < 1e-4);
  assert.ok(pool.probability(5, 9) > 1e-3);
});

Deno.test("ScorePool: without enough scores of others it stays careful, and never falls", () => {
  const pool = new ScorePool([], true);
  const found = [0, 0.5, 1, 2, 4, 10, 100, 1000].map((score) => pool.probability(0, score));
  assert.equal(found[0], 1);
  for (let i = 1; i < found.length; i++) assert.ok(found[i] < found[i - 1]);
  assert.ok(Math.abs(found[3] - 0.025) < 1e-9);
});

Deno.test("combine(): more evidence is never less, and the first counts most", () => {
  assert.equal(combine([]), 0);
  assert.ok(Math.abs(combine([0.001]) - 3) < 1e-9);
  assert.ok(Math.abs(combine([0.001, 0.5]) - 3) < 1e-9);
  assert.ok(Math.abs(combine([0.001, 0.01, 0.001]) - 4.3) < 1e-9);
});

Deno.test("Dial: incidents hardly raise its limit", () => {
  const limitWith = (incidents: number) => {
    const dial = new Dial(1);
    for (let day = 0; day < 7; day++) {
      const usual = Array.from(
        { length: 100 - incidents },
        (_, i) => -0.5 * Math.log((i + 1) / 101),
      );
      dial.learn(Float64Array.from([...usual, ...Array(incidents).fill(5)]));
    }
    return dial.limit();
  };
  assert.ok(limitWith(2) < limitWith(0) + 0.25, `${limitWith(2)}, ${limitWith(0)}`);
});

Deno.test("Dial: usual host-days exceed its limit about as often as asked", () => {
  for (const asked of [0.5, 1, 4]) {
    const dial = new Dial(asked);
    const scores = (count: number) => Float64Array.from({ length: count }, exponential);
    for (let i = 0; i < 14; i++) dial.learn(scores(200));
    const share = scores(50_000).filter((score) => score >= dial.limit()).length / 500;
    assert.ok(share > asked / 2.5 && share < 1.8 * asked, `${asked}: ${share}`);
  }
});

Deno.test("Dial: incidents do not move it much, and probabilities meet at the limit", () => {
  const [clean, dirty] = [new Dial(1), new Dial(1)];
  for (let i = 0; i < 7; i++) {
    const usual = Float64Array.from({ length: 200 }, exponential);
    clean.learn(usual);
    dirty.learn(Float64Array.of(...usual, 15, 16, 20));
  }
  assert.ok(dirty.limit() - clean.limit() < 1.2, `${clean.limit()} ${dirty.limit()}`);
  assert.ok(Math.abs(clean.probability(clean.limit()) - 0.01) < 1e-9);
  assert.ok(Math.abs(clean.probability(clean.limit() + 2) - 1e-4) < 1e-9);
});

Deno.test("Dial: refuses what is no number of false findings in 100", () => {
  for (const wrong of [0, -1, 100, NaN]) assert.throws(() => new Dial(wrong), /falseFindings must/);
});

Deno.test("severityOf(): has its bands where the docs say, rises and stays below 100", () => {
  assert.deepEqual([0, 2, 3, 5, 8].map((score) => severityOf(score, 2)), [0, 30, 40, 70, 90]);
  assert.ok(severityOf(300, 2) <= 100 && severityOf(12, 2) > severityOf(11, 2));
});
