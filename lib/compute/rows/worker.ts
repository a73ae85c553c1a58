/**
 * A thread that works on rows.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { countSharedMemory } from "../engine/shared.ts";
import type { ThreadMessage } from "../engine/threads.ts";
import { stopWork, type WorkControl, workThrough } from "../engine/work.ts";
import type { RowLayout } from "./layout.ts";
import { createRowPlace, type RowJob, type RowPlace, rowWork } from "./row_work.ts";

/** What a new thread is told. */
export interface RowSetup {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  layout: RowLayout;
  control: WorkControl;
  /** Which of the threads it is, from 0. */
  thread: number;
}

let place: RowPlace | undefined;
let control: WorkControl;

self.onmessage = ({ data }: MessageEvent<RowSetup | RowJob>) => {
  try {
    if ("module" in data) {
      control = data.control;
      place = createRowPlace(data.module, data.memory, data.layout, data.thread);
      say({ type: "ready" });
    } else {
      workThrough(rowWork(place!, data), control);
      if (data.isNewData) countSharedMemory(data.data.byteLength);
      say({ type: "finished" });
    }
  } catch (error) {
    if (control) stopWork(control);
    say({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

function say(message: ThreadMessage): void {
  self.postMessage(message);
}
