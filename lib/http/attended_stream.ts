/** Bytes that are handed over at once, so that a slow reader is seen to read. */
const PIECE_BYTES = 2 ** 16;

/** Nobody has read a stream for too long. */
export class UnreadError extends Error {
  override name = "UnreadError";
  constructor() {
    super("The answer was not read for too long.");
  }
}

/**
 * A stream that ends itself when its reader takes nothing for too long, and then lets go of all that
 * it holds. Time in which there is nothing to read does not count.
 *
 * @param source read as fast as the reader takes; cancelled when the reader leaves or stops reading
 * @param idleMs how long a piece may lie there unread
 * @param onEnd called once, whatever ends the stream
 *
 * @example
 * ```ts
 * import { attendedStream } from "./attended_stream.ts";
 * import assert from "node:assert/strict";
 *
 * const body = attendedStream(new Blob(["a"]).stream(), 1000, () => {});
 * assert.equal(await new Response(body).text(), "a");
 * ```
 */
export function attendedStream(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  idleMs: number,
  onEnd: () => void = () => {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    onEnd();
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      timer = setTimeout(giveUp, idleMs, controller);
    },
    async pull(controller) {
      clearTimeout(timer);
      try {
        while (rest.length === 0) {
          const { done, value } = await reader.read();
          if (isOver) return;
          if (done) {
            end();
            return controller.close();
          }
          rest = value;
        }
      } catch (error) {
        end();
        throw error;
      }
      controller.enqueue(rest.subarray(0, PIECE_BYTES));
      rest = rest.subarray(PIECE_BYTES);
      timer = setTimeout(giveUp, idleMs, controller);
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  }, { highWaterMark: 0 });

  function giveUp(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    const error = new UnreadError();
    rest = new Uint8Array();
    end();
    controller.error(error);
    reader.cancel(error).catch(() => {});
  }
}
