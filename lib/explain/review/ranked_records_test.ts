import assert from "node:assert/strict";
import { rankedRecords } from "./ranked_records.ts";

const ROWS = {
  scores: Float32Array.of(5, 1, 5, 9, 2, 5, 1),
  heldOut: Float32Array.of(1, 2, 3, 4),
  rowNumbers: Uint32Array.of(10, 11, 12, 13, 14, 15, 16),
  labels: {
    codes: Int32Array.of(0, 1, 0, 1, 1, 2, 0),
    names: ["normal", "smurf", "nmap"],
    attack: [false, true, true],
  },
  flags: Uint8Array.of(1, 0, 1, 1, 0, 1, 0),
};

Deno.test("rankedRecords() lists the highest scores, equal ones of a label as one", () => {
  const [first, second, third, ...others] = rankedRecords(ROWS, "highest", 3);
  const { row, score, flagged, label, attack, records } = first;
  assert.deepEqual({ row, score, flagged, label, attack, records }, {
    row: 14,
    score: 9,
    flagged: true,
    label: "smurf",
    attack: true,
    records: 1,
  });
  assert.deepEqual(
    [second, third].map((each) => [each.label, each.row, each.records]).sort(),
    [["nmap", 16, 1], ["normal", 11, 2]],
  );
  assert.deepEqual(others, []);
});

Deno.test("rankedRecords() lists the attacks that pass, the least suspicious first", () => {
  const misses = rankedRecords(ROWS, "misses", 20);
  assert.deepEqual(misses.map(({ row, score }) => [row, score]), [[12, 1], [15, 2]]);
});

Deno.test("rankedRecords() lists the normal records that are flagged", () => {
  const [alarm, ...others] = rankedRecords(ROWS, "false-alarms", 20);
  assert.deepEqual([alarm.row, alarm.records, alarm.attack], [11, 2, false]);
  assert.deepEqual(others, []);
});

Deno.test("rankedRecords() knows no misses without labels", () => {
  const rows = { ...ROWS, labels: null };
  assert.deepEqual(rankedRecords(rows, "misses", 20), []);
  assert.deepEqual(rankedRecords(rows, "false-alarms", 20), []);
  assert.deepEqual(rankedRecords(rows, "highest", 1).map(({ label }) => label), [null]);
});
