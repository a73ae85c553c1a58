import type { Detector } from "../../lib/detectors/detector.ts";
import type { Matrix } from "../../lib/learning/matrix.ts";
import { createDetector } from "../../lib/detectors/registry.ts";
import type { DetectorSide, DetectorTask } from "./side.ts";

/** Netsift's own detectors, as a run has them. */
export class OwnSide implements DetectorSide {
  readonly name = "ours";
  readonly peer = "ours";
  #task!: DetectorTask;
  #detector: Detector | null = null;

  async start(task: DetectorTask): Promise<void> {
    this.#task = task;
    await this.#fit();
  }

  async turn(times: number): Promise<{ seconds: number }> {
    const { case: { fits, scores }, x } = this.#task;
    const start = performance.now();
    for (let i = 0; i < times; i++) {
      if (fits) await this.#fit();
      if (scores) await this.#detector!.score(x);
    }
    return { seconds: (performance.now() - start) / 1000 };
  }

  async #fit(): Promise<void> {
    const { case: { kind, params, trainRows }, x } = this.#task;
    this.#detector?.dispose();
    this.#detector = await createDetector(kind, params);
    await this.#detector.fit(firstRows(x, trainRows), { seed: 1 });
  }

  async scores(rows: number): Promise<Float32Array> {
    return await this.#detector!.score(firstRows(this.#task.x, rows));
  }

  // deno-lint-ignore require-await
  async [Symbol.asyncDispose](): Promise<void> {
    this.#detector?.dispose();
  }
}

function firstRows(x: Matrix, rows: number): Matrix {
  return { ...x, rows, data: x.data.subarray(0, rows * x.cols) };
}
