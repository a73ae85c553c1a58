import assert from "node:assert/strict";
import { createControl, itemsDone, resetControl, stopWork, workThrough } from "./work.ts";

Deno.test("workThrough() does every item once, in order of phases", () => {
  const control = createControl();
  const done: number[] = [];
  const work = {
    items: 10,
    phaseStart: (item: number) => item - item % 5,
    run: (item: number) => void done.push(item),
  };
  workThrough(work, control);
  assert.deepEqual(done, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(itemsDone(control), 10);
  workThrough(work, control);
  assert.equal(done.length, 10);
});

Deno.test("workThrough() ends when the work is stopped", () => {
  const control = createControl();
  let ran = 0;
  const work = {
    items: 1000,
    phaseStart: () => 0,
    run() {
      ran++;
      if (ran === 7) stopWork(control);
    },
  };
  workThrough(work, control);
  assert.equal(ran, 7);
  resetControl(control);
  assert.equal(itemsDone(control), 0);
});
