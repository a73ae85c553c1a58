import assert from "node:assert/strict";
import { describeAttackShare } from "./describe_attack_share.ts";

const share = { attacks: 9, benign: 3, unsure: 1, share: 0.75, low: 0.428, high: 0.945 };

Deno.test("describeAttackShare() says how sure the estimate is, and what was left out", () => {
  assert.equal(
    describeAttackShare({ ...share, confidence: 0.95 }, 33_295),
    "You marked 9 of 12 as attack: 75.0%. Of all 33,295 flagged records, between 42.8% and 94.5% " +
      "are attacks (95.0% confidence). 1 record that you could not tell is left out.",
  );
  assert.match(
    describeAttackShare({ ...share, unsure: 0, confidence: 1 }, 12),
    /75\.0%\. These are all that are flagged\.$/,
  );
});
