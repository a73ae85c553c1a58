/**
 * Ten minutes (`--quick`: 30 seconds) of everything at once on one server: 200 predictions a second, a
 * stream of 1,000 records a second, a live page, one training run after the other, and clients that
 * never read their answers. Tells how long predictions and `/healthz` took, the memory of the server's
 * process in the last minute against the second, and how much went wrong (nothing may). The limits
 * are the peers.
 *
 * @module
 */
import { TextLineStream } from "../lib/base/text_line_stream.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { watchHealth } from "./chaos/health.ts";
import { HttpConnections } from "./http_connections.ts";
import { trainModels } from "./kdd_models.ts";
import { watchMemory } from "./memory.ts";
import { predictSteadily } from "./predictions.ts";
import { report } from "./report.ts";

const PREDICT_P99_MS = 50;
const HEALTH_MS = 500;
/** The end may have as many times the memory of the start. */
const FLAT = 1.1;
const STREAM_PER_SECOND = 1000;
/** A client that does not read connects again after so long. */
const RECONNECT_MS = 5000;

const isQuick = Deno.args.includes("--quick");
const seconds = isQuick ? 30 : 600;
const errors: string[] = [];
const over = Promise.withResolvers<void>();
let isOver = false;

await using server = await startServer();
const client = new Client(server.url);
using connections = new HttpConnections(server.url);
const { models, records } = await trainModels(client);
const [{ id: model }, { id: streamed }] = models;
const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 20_000 });
for (const id of Object.values(demo)) await client.ingested(id);

const memory: number[] = [];
const counts = { verdicts: 0, states: 0, runs: 0, refusals: 0 };
const others = [stream(), live(), train(), ...["score", "data.csv"].map(neverRead)]
  .map((work) => work.catch((error) => void errors.push(error.message)));
await predictSteadily(connections, { model, records, perSecond: 200, seconds: 2 });
const health = watchHealth(server.url);
const sampled = sampleMemory();
const times = await predictSteadily(connections, { model, records, perSecond: 200, seconds })
  .catch((error) => {
    errors.push(error.message);
    return [NaN];
  });
isOver = true;
over.resolve();
await health[Symbol.asyncDispose]();
await sampled;
await Promise.all(others);

for (const each of errors) console.error(each);
console.error(JSON.stringify({ ...counts, memory: memory.map((each) => Math.round(each)) }));
times.sort((a, b) => a - b);
const quantile = (q: number) => times[Math.floor((times.length - 1) * q)];
tell("errors", "errors", errors.length + health.seen.failed, 0);
tell("predict p50", "ms", quantile(0.5), PREDICT_P99_MS);
tell("predict p99", "ms", quantile(0.99), PREDICT_P99_MS);
tell("longest /healthz", "ms", health.seen.longestMs, HEALTH_MS);
tell("memory at the end", "MiB", memory.at(-1)!, memory[Math.min(1, memory.length - 1)] * FLAT);

function tell(name: string, unit: string, ours: number, limit: number): void {
  const line = { bench: "mixed_load", case: name, unit, ours, peers: { limit } };
  report({ ...line, ratios: ours === 0 ? {} : { limit: limit / ours } });
}

/** The median of the server's own memory in MiB, minute by minute. */
async function sampleMemory(): Promise<void> {
  const sliceMs = isQuick ? 10_000 : 60_000;
  for (let slice = 0; slice < seconds * 1000 / sliceMs; slice++) {
    await using watch = watchMemory(server.pid, true);
    await pause(sliceMs);
    memory.push(watch.medianBytes / 2 ** 20);
  }
}

/** Sends records at a steady rate and reads the verdicts. */
async function stream(): Promise<void> {
  let sent = 0;
  const start = performance.now();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (isOver) return controller.close();
      await pause(100);
      const due = (performance.now() - start) / 1000 * STREAM_PER_SECOND;
      let lines = "";
      for (; sent < due; sent++) lines += records[sent % records.length] + "\n";
      controller.enqueue(new TextEncoder().encode(lines));
    },
  });
  const response = await client.fetch(`/models/${streamed}/score?format=ndjson`, {
    method: "POST",
    body,
  });
  if (response.status !== 200) throw new Error(`The stream was answered ${response.status}.`);
  const lines = response.body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) {
    if (JSON.parse(line).error) throw new Error(`A streamed record was refused: ${line}`);
    counts.verdicts++;
  }
  if (counts.verdicts !== sent) throw new Error(`${counts.verdicts} verdicts on ${sent} records.`);
}

/** Has the live page open: its HTML now and then, its events all the time. */
async function live(): Promise<void> {
  const ended = new AbortController();
  const events = await client.fetch(`/live/${streamed}/events`, { signal: ended.signal });
  const reading = (async () => {
    const lines = events.body!.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) if (line.startsWith("data:")) counts.states++;
  })().catch((error) => {
    if (!ended.signal.aborted) throw error;
  });
  while (!isOver) {
    const response = await fetch(`${server.url}/live?model=${streamed}`);
    await response.text();
    if (response.status !== 200) throw new Error(`The live page answered ${response.status}.`);
    await pause(1000);
  }
  ended.abort();
  await reading;
}

async function train(): Promise<void> {
  while (!isOver) {
    const run = await client.run({
      ...demo,
      detectors: [{ kind: "isolation-forest" }, { kind: "autoencoder", params: { epochs: 20 } }],
    });
    if (run.status !== "done") throw new Error(`A run is ${run.status}: ${run.error}`);
    counts.runs++;
  }
}

/** Asks for much and never reads it; does so again when the server hangs up. */
async function neverRead(what: string): Promise<void> {
  const { hostname, port, host } = new URL(server.url);
  const dataset = demo.train;
  const request = what === "score"
    ? `POST /api/v1/models/${model}/score?format=ndjson HTTP/1.1\r\nhost: ${host}\r\n` +
      "transfer-encoding: chunked\r\n\r\n"
    : `GET /api/v1/datasets/${dataset}/data.csv HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  while (!isOver) {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    try {
      await write(connection, request);
      for (let i = 0; !isOver; i++) {
        if (what !== "score") await Promise.race([pause(RECONNECT_MS), over.promise]);
        else {
          const line = records[i % records.length] + "\n";
          const chunk = `${line.length.toString(16)}\r\n${line}\r\n`;
          await Promise.race([write(connection, chunk), over.promise]);
        }
      }
    } catch {
      counts.refusals++;
      await pause(RECONNECT_MS);
    }
  }
}

async function write(connection: Deno.TcpConn, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
