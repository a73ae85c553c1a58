import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { analyse, analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const calls = (intervals: (i: number) => number, count = 60) => {
  let time = at(LAST_DAY, 8);
  return series(count, (i) => ({
    time: time += intervals(i),
    source: "10.0.0.25",
    destination: "203.0.113.77",
    port: 443,
    sourceBytes: 300,
  }));
};

Deno.test("Beacon: finds regular contacts, with jitter too", () => {
  const random = createRandom(1);
  for (const jitter of [0, 0.3]) {
    const { findings } = analyseWith(
      calls(() => 120_000 * (1 + jitter * (2 * random.next() - 1))),
    );
    const found = findings.find(({ check }) => check === "beacon")!;
    assert.deepEqual([found.host, found.peer], ["10.0.0.25", "203.0.113.77"]);
    assert.match(found.text, /^Contacted 203\.0\.113\.77 \(port 443\) every \d min/);
  }
});

Deno.test("Beacon: a page that loads its parts at a steady pace is none", () => {
  const { findings } = analyseWith(calls(() => 2000, 40));
  assert.ok(findings.every(({ check }) => check !== "beacon"));
});

Deno.test("Beacon: contacts at random are none", () => {
  const random = createRandom(2);
  const { findings } = analyse(calls(() => -120_000 * Math.log(1 - random.next())));
  assert.deepEqual(findings, []);
});
