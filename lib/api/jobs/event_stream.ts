import type { JobChannel } from "../../jobs/channel.ts";
import { attendedStream } from "../../http/attended_stream.ts";

/** Proxies close connections that stay silent for longer. */
const HEARTBEAT_MS = 15_000;

/** A reader that takes nothing for so long is sent away; browsers come again by themselves. */
const UNREAD_MS = 60_000;

/**
 * Answers with the events of a job as server-sent events (HTML standard, section 9.2). The stream
 * ends after `done`.
 *
 * @param channel where the job tells what happens
 */
export function eventStream(channel: JobChannel): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const heartbeat = setInterval(() => send(":\n\n"), HEARTBEAT_MS);
      let ended = false;
      let stopListening = () => {};
      stop = () => {
        ended = true;
        clearInterval(heartbeat);
        stopListening();
      };
      const send = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      stopListening = channel.listen((event) => {
        send(`event: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`);
        if (event.type === "done" && !ended) {
          stop();
          controller.close();
        }
      });
      if (ended) stopListening();
    },
    cancel() {
      stop();
    },
  });
  return new Response(attendedStream(body, UNREAD_MS), {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
