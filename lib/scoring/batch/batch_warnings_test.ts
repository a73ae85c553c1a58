import assert from "node:assert/strict";
import { batchWarnings } from "./batch_warnings.ts";

const none = { shifts: () => [] };
const label = (attack: boolean, flagged: number) => ({
  ...{ label: "x", attack, rows: 100, any: 0, all: 0 },
  flagged: [0, flagged],
});

Deno.test("batchWarnings() warns of values that training lacked", () => {
  const judged = { index: 0, rows: 100, flagged: 5, labels: [] };
  assert.deepEqual(batchWarnings(judged, none), []);
  const shifts = { shifts: () => [{ feature: "service", kind: "unseen" as const, share: 1 }] };
  assert.match(batchWarnings(judged, shifts)[0], /^All records have a value .* in "service"/);
});

Deno.test("batchWarnings() warns of most normal records flagged, and of no attack flagged", () => {
  const judged = { index: 1, rows: 100, flagged: 90, labels: [] };
  assert.match(batchWarnings(judged, none)[0], /flags 90\.0% of the records/);
  const labelled = (normal: number, attacks: number) =>
    batchWarnings({
      ...judged,
      flagged: normal + attacks,
      labels: [label(false, normal), label(true, attacks)],
    }, none);
  assert.match(labelled(70, 100)[0], /flags 70\.0% of the normal records/);
  assert.match(labelled(0, 0)[0], /although 100 of them are attacks/);
  assert.deepEqual(labelled(5, 100), []);
});
