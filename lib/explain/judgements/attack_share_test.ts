import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { attackShare } from "./attack_share.ts";

Deno.test("attackShare() covers the true share in at least 95 of 100 samples", () => {
  const random = createRandom(5);
  let covered = 0;
  for (let sample = 0; sample < 1000; sample++) {
    const verdicts = Array.from(
      { length: 20 },
      () => random.next() < 0.3 ? "attack" as const : "benign" as const,
    );
    const { low, high } = attackShare(verdicts, 10_000)!;
    if (low <= 0.3 && 0.3 <= high) covered++;
  }
  assert.ok(covered >= 950, `${covered}`);
});

Deno.test("attackShare() leaves out what nobody can tell, and knows when all were judged", () => {
  const judged = attackShare(["attack", "unsure", null, "benign", "unsure"], 900)!;
  assert.deepEqual([judged.attacks, judged.benign, judged.unsure, judged.share], [1, 1, 2, 0.5]);
  assert.ok(judged.low < 0.02 && judged.high > 0.98);
  assert.equal(attackShare([null, "unsure"], 900), null);
  const all = attackShare(["attack", "benign"], 2)!;
  assert.deepEqual([all.low, all.high, all.confidence], [0.5, 0.5, 1]);
});
