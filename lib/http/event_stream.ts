import type { JobChannel } from "../jobs/channel.ts";

/** Proxies close connections that stay silent for longer. */
const HEARTBEAT_MS = 15_000;

/**
 * Answers with the events of a job as server-sent events (HTML standard, section 9.2). The stream
 * ends after `done`.
 *
 * @param channel where the job tells what happens
 */
export function eventStream(channel: JobChannel): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
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
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
