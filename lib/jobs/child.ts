/**
 * Long work in its own process, seen from the server.
 *
 * The server writes the job's specification to the child's standard input and keeps that pipe open:
 * when the server dies, the pipe closes and the child ends itself. The child answers with one JSON
 * object a line on standard output.
 *
 * @module
 */
import { TextLineStream } from "../base/text_line_stream.ts";

/** The work failed for a reason that a person can understand; the message is shown as it is. */
export class JobError extends Error {
  override name = "JobError";
}

/** The disk had no room for the work. */
export class JobDiskFullError extends JobError {
  override name = "JobDiskFullError";
}

/** The work was cancelled by {@linkcode ChildJob.cancel}. */
export class JobCancelledError extends Error {
  override name = "JobCancelledError";
  constructor() {
    super("The job was cancelled.");
  }
}

/** A line that a child prints. */
export type ChildMessage<Event, Result> =
  | { event: Event }
  | { result: Result }
  | { error: string; expected: boolean; isDiskFull?: boolean };

/** Children that live. */
const children = new Set<Deno.ChildProcess>();
let isEnding = false;

/**
 * Ends all child processes, because the server ends. Their results never settle: at its next start
 * the server takes up what it left.
 */
export function endChildren(): void {
  isEnding = true;
  for (const child of children) kill(child);
}

/** The process that did the work was killed, crashed or could not be started: it can be tried again. */
export class ChildLostError extends JobError {
  override name = "ChildLostError";
}

/** Work that goes on in a child process. */
export interface ChildJob<Result> {
  /** Settles when the child has ended: with a {@linkcode JobError} when it failed. */
  readonly result: Promise<Result>;
  /** Ends the child at once; `result` then rejects with {@linkcode JobCancelledError}. */
  cancel(): void;
}

/**
 * Starts a module in a child process; the module calls `runChild` of `child_main.ts`.
 *
 * @param module what to run
 * @param specification plain JSON handed to the module
 * @param onEvent called for each event that the child reports
 */
export function startChild<Event, Result>(
  module: URL,
  specification: unknown,
  onEvent: (event: Event) => void,
): ChildJob<Result> {
  const child = spawn(module);
  children.add(child);
  child.status.finally(() => children.delete(child));
  let cancelled = false;
  return {
    result: follow<Event, Result>(child, specification, onEvent, () => cancelled),
    cancel() {
      if (cancelled) return;
      cancelled = true;
      kill(child);
    },
  };
}

function spawn(module: URL): Deno.ChildProcess {
  try {
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--allow-all", module.href],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
  } catch (error) {
    console.error("A process could not be started:", error);
    throw new ChildLostError(
      "The machine could not start another process. Try again when less is going on.",
      { cause: error },
    );
  }
}

async function follow<Event, Result>(
  child: Deno.ChildProcess,
  specification: unknown,
  onEvent: (event: Event) => void,
  isCancelled: () => boolean,
): Promise<Result> {
  const input = child.stdin.getWriter();
  const sent = input.write(new TextEncoder().encode(JSON.stringify(specification) + "\n"))
    .catch(() => {}); // a child that died at once is told by its status below
  let last: ChildMessage<Event, Result> | null = null;
  try {
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      const message = parseMessage<Event, Result>(line);
      if (message === null) continue;
      if ("event" in message) {
        if (!isCancelled()) onEvent(message.event);
      } else last = message;
    }
  } catch (error) {
    kill(child);
    throw error;
  } finally {
    await sent;
    await input.close().catch(() => {});
  }
  const status = await child.status;
  if (isEnding) await new Promise<never>(() => {});
  if (isCancelled()) throw new JobCancelledError();
  if (last !== null && "result" in last) return last.result;
  if (last !== null && "error" in last) {
    if (last.isDiskFull) throw new JobDiskFullError(last.error);
    throw last.expected ? new JobError(last.error) : new Error(last.error);
  }
  throw new ChildLostError(
    `The process that did the work ended without an answer (${
      status.signal ?? `exit code ${status.code}`
    }). The machine may have run out of memory: try fewer rows or columns.`,
  );
}

/** A line that is no message is something a library printed, and is passed over. */
function parseMessage<Event, Result>(line: string): ChildMessage<Event, Result> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as ChildMessage<Event, Result>;
  } catch {
    return null;
  }
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
}
