/**
 * The threads that encode segments, as the ingest sees them.
 *
 * @module
 */
import type { Segment } from "./read_segment.ts";
import type { SegmentRules } from "./segment_encoder.ts";
import type { SegmentAnswer, SegmentRequest } from "./segment_worker.ts";

/** What becomes of a segment. */
type Encoded = Extract<SegmentAnswer, { encoded: unknown }>["encoded"];

/** Running threads. Stop them with `using`. */
export interface SegmentThreads extends Disposable {
  /** Encodes a segment on the next thread; segments of one thread wait for each other. */
  encode(segment: Segment): Promise<Encoded>;
}

/** Starts threads. */
export function openThreads(rules: SegmentRules, count: number): SegmentThreads {
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL("./segment_worker.ts", import.meta.url), { type: "module" }),
  );
  const waiting = workers.map(() => [] as PromiseWithResolvers<Encoded>[]);
  workers.forEach((worker, thread) => {
    worker.onmessage = ({ data }: MessageEvent<SegmentAnswer>) => {
      const { resolve, reject } = waiting[thread].shift()!;
      if ("error" in data) reject(data.error);
      else resolve(data.encoded);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of waiting[thread].splice(0)) reject(new Error(event.message));
    };
    worker.postMessage({ rules } satisfies SegmentRequest);
  });
  let next = 0;
  return {
    encode(segment) {
      const thread = next++ % count;
      const answer = Promise.withResolvers<Encoded>();
      // A caller that waits for an earlier answer that fails never gets to this one.
      answer.promise.catch(() => {});
      waiting[thread].push(answer);
      workers[thread].postMessage({ segment } satisfies SegmentRequest);
      return answer.promise;
    },
    [Symbol.dispose]() {
      for (const worker of workers) worker.terminate();
    },
  };
}
