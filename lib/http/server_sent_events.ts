import { attendedStream } from "./attended_stream.ts";

/** Proxies close connections that stay silent for longer. */
const HEARTBEAT_MS = 15_000;

/** A reader that takes nothing for so long is sent away; browsers come again by themselves. */
const UNREAD_MS = 60_000;

/** A connected browser. */
export interface EventSink {
  /**
   * Sends an event; `false` when the browser is behind and did not get it, so that nothing piles up.
   */
  send(event: string, data: string): boolean;
}

/**
 * Answers with server-sent events (HTML standard, section 9.2) until the browser leaves.
 *
 * @param start called once with where to send to
 * @returns from `start`: called when the browser has left
 */
export function serverSentEvents(start: (sink: EventSink) => () => void): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const write = (text: string): boolean => {
        if ((controller.desiredSize ?? 0) <= 0) return false;
        controller.enqueue(encoder.encode(text));
        return true;
      };
      const heartbeat = setInterval(() => write(":\n\n"), HEARTBEAT_MS);
      const leave = start({ send: (event, data) => write(`event: ${event}\ndata: ${data}\n\n`) });
      stop = () => {
        clearInterval(heartbeat);
        leave();
      };
    },
    cancel() {
      stop();
    },
  }, { highWaterMark: 4 });
  return new Response(attendedStream(body, UNREAD_MS), {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
