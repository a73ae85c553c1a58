import { fileURLToPath } from "node:url";
import { Peer } from "../peers/peer.ts";
import type { DetectorSide, DetectorTask } from "./side.ts";

/** scikit-learn in its own process. */
class SklearnSide implements DetectorSide {
  readonly peer = "sklearn";
  #task!: DetectorTask;

  constructor(readonly name: string, readonly process: Peer) {}

  async start(task: DetectorTask): Promise<void> {
    this.#task = task;
    const { rows, cols, trainRows, estimator, estimatorParams } = task.case;
    const data = { data: task.file, rows, cols, trainRows };
    await this.process.ask("start", { ...data, estimator, params: estimatorParams });
  }

  async turn(times: number): Promise<{ seconds: number }> {
    const { fits, scores } = this.#task.case;
    return await this.process.ask("turn", { times, fits, scores });
  }

  async scores(rows: number): Promise<number[]> {
    return (await this.process.ask<{ scores: number[] }>("scores", { rows })).scores;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process[Symbol.asyncDispose]();
  }
}

/**
 * scikit-learn with one job and with one for each processor.
 *
 * @returns none where it is not installed; standard error says so
 */
export async function startSklearn(): Promise<DetectorSide[]> {
  const script = fileURLToPath(new URL("../peers/sklearn_peer.py", import.meta.url));
  const sides: DetectorSide[] = [];
  try {
    for (const jobs of new Set([1, navigator.hardwareConcurrency])) {
      const threads = { OMP_NUM_THREADS: String(jobs), OPENBLAS_NUM_THREADS: String(jobs) };
      const process = await Peer.start("/usr/bin/python3", [script, String(jobs)], threads);
      sides.push(new SklearnSide(`sklearn, n_jobs=${jobs}`, process));
    }
  } catch (error) {
    console.error(`sklearn is left out: ${(error as Error).message}`);
    console.error("To install it on Debian: apt-get install python3-sklearn");
  }
  return sides;
}
