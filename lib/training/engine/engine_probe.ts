import { type ChildJob, JobCancelled, startChild } from "../../jobs/child.ts";
import type { EngineReport } from "./engine_report.ts";

/**
 * Finds out what neural detectors compute with on this machine, in a short process of its own, so
 * that the server neither waits nor loads an engine.
 */
export class EngineProbe implements Disposable {
  readonly #job: ChildJob<EngineReport>;
  #report: EngineReport | null = null;

  constructor() {
    this.#job = startChild<never, EngineReport>(
      new URL("./engine_child.ts", import.meta.url),
      null,
      () => {},
    );
    this.#job.result.then((report) => this.#report = report, (error) => {
      if (!(error instanceof JobCancelled)) console.error("The engine did not start:", error);
    });
  }

  /** `null` until it is known, and where not even TensorFlow.js could start. */
  get report(): EngineReport | null {
    return this.#report;
  }

  [Symbol.dispose](): void {
    this.#job.cancel();
  }
}
