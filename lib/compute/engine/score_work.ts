import { BLOCK_ROWS, type EvaluateJob, type ScoreJob } from "./jobs.ts";
import { outputLoss } from "./loss.ts";
import { lastStep } from "./program.ts";
import type { ThreadState } from "./thread_state.ts";
import { fillConsecutive, fillInput } from "./windows.ts";
import type { Work } from "./work.ts";

/** The loss of some rows as items of work, a block of rows each. */
export function evaluateWork(state: ThreadState, job: EvaluateJob): Work {
  const { heap, program, plan } = state;
  const { maxRows } = plan.program;
  return independent(job.rows.length, (from, to) => {
    let sum = 0;
    for (let row = from; row < to; row += maxRows) {
      const rows = job.rows.subarray(row, Math.min(to, row + maxRows));
      const padded = (rows.length + 3) & ~3;
      fillInput(heap, program.input, job.samples, rows, padded);
      program.forward({ weights: job.weights, rows: padded, key: null });
      sum += outputLoss(state, job.classes, rows, padded, rows.length);
    }
    job.losses[from / BLOCK_ROWS] = sum;
  });
}

/** Scores of rows as items of work, a block of rows each. */
export function scoreWork(state: ThreadState, job: ScoreJob): Work {
  return independent(job.samples.rows, (from, to) => scoreRows(state, job, from, to, job.scores));
}

/** Scores some rows; `scores` has a place for each row of the samples. */
export function scoreRows(
  state: ThreadState,
  { samples, what }: Pick<ScoreJob, "samples" | "what">,
  from: number,
  to: number,
  scores: Float32Array,
): void {
  const { kernels, heap, program, plan, map } = state;
  const { maxRows, network } = plan.program;
  const { errors, input, output } = program;
  for (let row = from; row < to; row += maxRows) {
    const count = Math.min(to - row, maxRows);
    const padded = (count + 3) & ~3;
    fillConsecutive(heap, input, samples, row, row + count, padded);
    program.forward({ weights: map.weights, rows: padded, key: null });
    const outputs = lastStep(output, padded);
    if (what === "first-output") {
      for (let i = 0; i < count; i++) scores[row + i] = heap[outputs / 4 + i * output.width];
      continue;
    }
    const { columns } = network;
    const inputs = lastStep(input, padded);
    kernels.rowErrors(
      errors,
      outputs,
      inputs,
      count,
      columns,
      output.width,
      input.width,
      Number(what === "absolute"),
    );
    for (let i = 0; i < count; i++) {
      scores[row + i] = finite(heap[errors / 4 + i] / columns);
    }
  }
}

const LARGEST = 3.4028234663852886e38;

/** What overflows, or became NaN by an overflow, is the largest 32-bit number. */
function finite(error: number): number {
  return error < LARGEST ? error : LARGEST;
}

/** Blocks that can be done in any order. */
function independent(rows: number, run: (from: number, to: number) => void): Work {
  return {
    items: Math.ceil(rows / BLOCK_ROWS),
    phaseStart: () => 0,
    run: (item) => run(item * BLOCK_ROWS, Math.min(rows, (item + 1) * BLOCK_ROWS)),
  };
}
