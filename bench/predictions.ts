/**
 * Predictions of single records at a steady rate.
 *
 * @module
 */
import type { HttpConnections } from "./http_connections.ts";

/** What to send, and how often. */
export interface SteadyPredictions {
  model: string;
  /** Records as JSON, sent in turn. */
  records: string[];
  perSecond: number;
  seconds: number;
}

/**
 * Sends one record a request at a steady rate, however long answers take.
 *
 * @returns how long each took in milliseconds, measured from the moment at which the request was due,
 *   or from that at which it was sent if that came first
 * @throws {Error} when an answer is no prediction
 */
export async function predictSteadily(
  connections: HttpConnections,
  { model, records, perSecond, seconds }: SteadyPredictions,
): Promise<number[]> {
  const interval = 1000 / perSecond;
  const start = performance.now();
  const times: Promise<number>[] = [];
  for (let second = 0; second < seconds; second++) {
    for (let i = second * perSecond; i < (second + 1) * perSecond; i++) {
      times.push(predictAt(start + i * interval, records[(i * 97) % records.length]));
    }
    const left = start + (second + 1) * 1000 - performance.now() - interval;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
  }
  return await Promise.all(times);

  async function predictAt(due: number, record: string): Promise<number> {
    // Timers count whole milliseconds: rather a little early than late.
    const wait = Math.max(0, Math.floor(due - performance.now()));
    await new Promise((resolve) => setTimeout(resolve, wait));
    const begun = Math.min(due, performance.now());
    const { status, body } = await connections.post(
      `/api/v1/models/${model}/predict`,
      `{"records":[${record}]}`,
    );
    const passed = performance.now() - begun;
    if (JSON.parse(body).predictions?.length !== 1) {
      throw new Error(`The prediction was answered ${status}.`);
    }
    return passed;
  }
}
