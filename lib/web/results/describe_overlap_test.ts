import assert from "node:assert/strict";
import { overlapWords } from "./describe_overlap.ts";

const overlap = (count: number, duplicates: number, withLabels = true) =>
  overlapWords({
    train: { rows: 1000, duplicates },
    test: { rows: 200, duplicates: 0, overlap: count },
    withLabels,
  });

Deno.test("overlapWords() says how many test rows were seen in training", () => {
  assert.deepEqual(overlap(130, 781), {
    text:
      "65.0% of the test rows (130) also appear in the training data, with the same features and label. " +
      "78.1% of the training rows and 0% of the test rows repeat an earlier row.",
    isNotable: true,
  });
  assert.deepEqual(overlap(0, 0), {
    text:
      "No test row also appears in the training data. No row repeats another within its dataset.",
    isNotable: false,
  });
  assert.equal(overlap(1, 0).isNotable, false);
  assert.match(overlap(1, 0, false).text, /with the same features\./);
});
