import { isWholeAnswer } from "./whole_answer.ts";

/**
 * An answer that tells when it breaks off. Deno 2.9.6 does not notice while its client reads nothing,
 * nor while the request is incomplete.
 *
 * @param onBroken called when the body fails before it is complete
 */
export function watchAnswer(response: Response, onBroken: () => void): Response {
  if (isWholeAnswer(response) || !response.body) return response;
  const reader = response.body.getReader();
  reader.closed.catch(onBroken);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
  return new Response(body, response);
}
