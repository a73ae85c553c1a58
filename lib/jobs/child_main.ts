/**
 * Long work in its own process, seen from that process.
 *
 * @module
 */
import { getPriority, setPriority } from "node:os";
import { storageFaultOf } from "../base/storage_fault.ts";
import { type ChildMessage, JobError } from "./child.ts";
import { TextLineStream } from "../base/text_line_stream.ts";

/** Below the server's, so that pages answer while all cores work. */
const NICENESS = 10;

/**
 * Reads the specification, does the work, reports its result and ends the process. Ends the process
 * too when the server that started it dies.
 *
 * @param work gets the specification and a function that reports an event
 */
export async function runChild<Specification, Event, Result>(
  work: (specification: Specification, report: (event: Event) => void) => Promise<Result>,
): Promise<never> {
  lowerPriority();
  const send = (message: ChildMessage<Event, Result>) => {
    let bytes = new TextEncoder().encode(JSON.stringify(message) + "\n");
    try {
      while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
    } catch {
      Deno.exit(1); // nobody listens any more
    }
  };
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  const { value: line } = await lines.read();
  if (line === undefined) Deno.exit(1);
  lines.read().then(() => Deno.exit(1), () => Deno.exit(1));
  try {
    const result = await work(
      JSON.parse(line) as Specification,
      (event) => send({ event }),
    );
    send({ result });
    Deno.exit(0);
  } catch (error) {
    const fault = error instanceof JobError ? null : storageFaultOf(error);
    const message = fault?.message ?? (error instanceof Error ? error.message : String(error));
    const expected = fault !== null || error instanceof JobError;
    send({ error: message, expected, isDiskFull: fault?.kind === "full" });
    if (!(error instanceof JobError)) logError(error);
    Deno.exit(1);
  }
}

/** The log may lie on a disk that is full. */
function logError(error: unknown): void {
  try {
    console.error(error);
  } catch {
    // The server has been told.
  }
}

function lowerPriority(): void {
  try {
    if (getPriority() < NICENESS) setPriority(NICENESS);
  } catch {
    // Not every system lets a process do so; the work is done all the same.
  }
}
