/**
 * A thread that works on a network.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import type { Job, Setup } from "./jobs.ts";
import { countSharedMemory } from "./shared.ts";
import { evaluateWork, scoreWork } from "./score_work.ts";
import { createThreadState, type ThreadState } from "./thread_state.ts";
import type { ThreadMessage } from "./threads.ts";
import { trainWork } from "./train_work.ts";
import { stopWork, type Work, workThrough } from "./work.ts";

let state: ThreadState | undefined;
let control: Setup["control"];

self.onmessage = ({ data }: MessageEvent<Setup | Job>) => {
  try {
    if ("module" in data) {
      control = data.control;
      state = createThreadState(data.module, data.memory, data.plan, data.thread);
      say({ type: "ready" });
    } else {
      workThrough(workOf(state!, data), control);
      if (data.type === "score") countSharedMemory(data.samples.data.byteLength);
      say({ type: "finished" });
    }
  } catch (error) {
    if (control) stopWork(control);
    say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

function workOf(state: ThreadState, job: Job): Work {
  switch (job.type) {
    case "train":
      return trainWork(state, job);
    case "evaluate":
      return evaluateWork(state, job);
    case "score":
      return scoreWork(state, job);
  }
}

function say(message: ThreadMessage): void {
  self.postMessage(message);
}
