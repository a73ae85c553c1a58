/**
 * Work that threads share: numbered items, in phases that follow each other. Threads claim the items,
 * so that one which is held up holds up only what it has claimed. What comes out must not depend on
 * which thread does which item.
 *
 * @module
 */

/** Items of work. */
export interface Work {
  readonly items: number;
  /** How many items, all those before its phase, must be done before this item can be. */
  phaseStart(item: number): number;
  run(item: number): void;
}

/** Words of the shared memory by which threads agree. */
const CLAIMED = 0;
const DONE = 1;
const STOPPED = 2;

/** Looks at the count of done items before a thread goes to sleep. */
const SPINS = 20_000;

/** Milliseconds after which a sleeping thread looks again. */
const SLEEP_MS = 50;

/** What threads share to divide work. */
export type WorkControl = Int32Array<SharedArrayBuffer>;

/** A control for one piece of work after the other. */
export function createControl(): WorkControl {
  return new Int32Array(new SharedArrayBuffer(12));
}

/** Makes a control ready for the next piece of work. No thread may be at work. */
export function resetControl(control: WorkControl): void {
  control.fill(0);
}

/** Lets threads end before the work is done. */
export function stopWork(control: WorkControl): void {
  Atomics.store(control, STOPPED, 1);
  Atomics.notify(control, DONE);
}

/** How many items have been done. */
export function itemsDone(control: WorkControl): number {
  return Atomics.load(control, DONE);
}

/** Does items until none is left or the work is stopped. Blocks: for their own threads. */
export function workThrough(work: Work, control: WorkControl): void {
  for (;;) {
    const item = Atomics.add(control, CLAIMED, 1);
    if (item >= work.items) return;
    if (!waitFor(control, work.phaseStart(item))) return;
    work.run(item);
    const done = Atomics.add(control, DONE, 1) + 1;
    if (done < work.items && work.phaseStart(done) === done) Atomics.notify(control, DONE);
  }
}

/** @returns false when the work is stopped */
function waitFor(control: WorkControl, items: number): boolean {
  for (let spins = 0;; spins++) {
    if (Atomics.load(control, STOPPED) !== 0) return false;
    const done = Atomics.load(control, DONE);
    if (done >= items) return true;
    if (spins > SPINS) Atomics.wait(control, DONE, done, SLEEP_MS);
  }
}
