/**
 * What goes on for longer than a moment, such as streams, sockets, uploads and downloads, ends with
 * the access of who began it.
 *
 * @module
 */
import { ProblemError } from "./problem.ts";
import { isWholeAnswer } from "../connections/whole_answer.ts";

/** How often access that ends by the clock is looked at. */
const LOOK_MS = 250;

/** For how long one request may go on. */
export interface Lease extends Disposable {
  /** Aborted, with a {@linkcode ProblemError} of status 401, once the access has ended. */
  readonly signal: AbortSignal;
}

/** The leases of one server. Each is disposed of by who is done with the request. */
export class Leases implements Disposable {
  readonly #open = new Map<Lease, { holds: () => boolean; abort: AbortController }>();
  #timer: ReturnType<typeof setInterval> | null = null;

  /** @param holds whether the access is still there */
  open(holds: () => boolean): Lease {
    const abort = new AbortController();
    const lease: Lease = {
      signal: abort.signal,
      [Symbol.dispose]: () => {
        this.#open.delete(lease);
      },
    };
    this.#open.set(lease, { holds, abort });
    this.#timer ??= setInterval(() => {
      this.check();
      if (this.#open.size === 0) this[Symbol.dispose]();
    }, LOOK_MS);
    return lease;
  }

  /** Ends what may not go on. */
  check(): void {
    for (const [lease, { holds, abort }] of this.#open) {
      if (holds()) continue;
      this.#open.delete(lease);
      abort.abort(new ProblemError(401, "Your access to this server has ended."));
    }
  }

  /** Looks no more until another lease is opened. */
  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

const leases = new WeakMap<Request, Lease>();

/** Says for how long a request may go on. */
export function setLease(request: Request, lease: Lease): void {
  leases.set(request, lease);
}

/** The lease of a request; `null` for one that may go on for ever, such as the administrator's. */
export function leaseOf(request: Request): Lease | null {
  return leases.get(request) ?? null;
}

/**
 * A stream that ends as soon as a signal is aborted.
 *
 * @param closes whether it is closed then; if not, it ends with an error
 * @param done called once, when the stream has ended in any way
 */
function untilAborted(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
  closes = false,
  done: () => void = () => {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  let onAbort = () => {};
  const end = () => {
    signal.removeEventListener("abort", onAbort);
    done();
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      onAbort = () => {
        if (closes) controller.close();
        else controller.error(signal.reason);
        reader.cancel(signal.reason).catch(() => {});
        end();
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort);
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (signal.aborted) return;
        if (!done) return controller.enqueue(value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      end();
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  }, { highWaterMark: 0 });
}

/** The body of a request, which breaks off with the access of who sends it. */
export function leasedBody(request: Request): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  const lease = leaseOf(request);
  return lease && request.body ? untilAborted(request.body, lease.signal) : request.body;
}

/**
 * The whole body of a request.
 *
 * @throws {ProblemError} 401 when the access of who sends it has ended, and nothing may be done for it
 */
export async function leasedBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const lease = leaseOf(request);
  if (!lease) return await request.bytes();
  const ended = Promise.withResolvers<never>();
  const onAbort = () => ended.reject(lease.signal.reason);
  lease.signal.addEventListener("abort", onAbort);
  try {
    const bytes = await Promise.race([request.bytes(), ended.promise]);
    lease.signal.throwIfAborted();
    return bytes;
  } finally {
    lease.signal.removeEventListener("abort", onAbort);
  }
}

/**
 * Answers that never end by themselves. They are closed, not broken off: while a request is not
 * complete, Deno 2.9.6 tells its client nothing of an answer that fails.
 */
function isOpenEnded({ headers }: Response): boolean {
  return /^(text\/event-stream|application\/x-ndjson)\b/.test(headers.get("content-type") ?? "") &&
    !headers.has("content-disposition");
}

/** An answer that breaks off with the access of who gets it; its end disposes of the lease. */
export function leasedResponse(response: Response, lease: Lease): Response {
  // A socket disposes of it when it is closed.
  if (response.status === 101) return response;
  if (isWholeAnswer(response) || !response.body) {
    lease[Symbol.dispose]();
    return response;
  }
  const body = untilAborted(
    response.body,
    lease.signal,
    isOpenEnded(response),
    () => lease[Symbol.dispose](),
  );
  return new Response(body, response);
}
