import type { FedBatch, Subscription } from "../../scoring/verdict_feed.ts";
import { attendedStream } from "../../http/attended_stream.ts";

/** Proxies close connections that stay silent for longer. */
const HEARTBEAT_MS = 15_000;

/** A reader that takes nothing for so long is sent away; browsers come again by themselves. */
const UNREAD_MS = 60_000;

/**
 * Answers with batches of verdicts as server-sent events: `verdicts`, and `missed` with the number of
 * batches that were lost because the reader was too slow. The subscription ends with the answer.
 */
export function verdictEvents(subscription: Subscription): Response {
  const encoder = new TextEncoder();
  let next: Promise<FedBatch | null> | null = null;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      next ??= subscription.next();
      const fed = await orSilence(next);
      if (fed === "silence") return controller.enqueue(encoder.encode(":\n\n"));
      next = null;
      if (!fed) return controller.close();
      const missed = fed.missed > 0 ? event("missed", { batches: fed.missed }) : "";
      controller.enqueue(encoder.encode(missed + event("verdicts", summary(fed))));
    },
    cancel() {
      subscription[Symbol.dispose]();
    },
  }, { highWaterMark: 0 });
  return new Response(attendedStream(body, UNREAD_MS), {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function event(type: string, data: unknown): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Counts of the batch, and the verdicts on the records that are shown in full. */
function summary({ batch }: FedBatch) {
  const { model, source, at, latencyMs, threshold, thresholds, scores, anomalies, severities } =
    batch;
  const records = new Map([...batch.sample, ...batch.flagged].map((each) => [each.index, each]));
  return {
    model,
    source,
    at: new Date(at).toISOString(),
    latencyMs,
    threshold,
    records: scores.length,
    anomalies: anomalies.reduce((sum, bit) => sum + bit, 0),
    rejected: batch.rejected,
    verdicts: [...records.values()].sort((a, b) => a.index - b.index).map(({ index, record }) => ({
      index,
      score: scores[index],
      ...(thresholds && { threshold: thresholds[index] }),
      anomaly: anomalies[index] === 1,
      severity: Number.isNaN(severities[index]) ? null : severities[index],
      record,
    })),
  };
}

async function orSilence<Value>(next: Promise<Value>): Promise<Value | "silence"> {
  const { promise, resolve } = Promise.withResolvers<"silence">();
  const timer = setTimeout(resolve, HEARTBEAT_MS, "silence");
  try {
    return await Promise.race([next, promise]);
  } finally {
    clearTimeout(timer);
  }
}
