/**
 * How many records of ten features a stream scores in a second, NDJSON in and out over HTTP, client
 * and server on the same cores; and whether memory stays flat over 24 hours of traffic at 1,000
 * records a second, replayed as fast as it goes, an hour a request (`--quick`: much less of both). The
 * goals are the peers. Memory is that of the server in MiB, the median over an hour, for it rises and
 * falls by a hundred as garbage is collected: `start` in the first hour, ours in the last.
 *
 * @module
 */
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { trainModels } from "./kdd_models.ts";
import { watchMemory } from "./memory.ts";
import { median, report } from "./report.ts";

const GOALS: Record<string, number> = { "isolation-forest": 100_000, autoencoder: 60_000 };
const BLOCK_BYTES = 64 * 1024;
/** The end may have as many times the memory of the start. */
const FLAT = 1.1;

const isQuick = Deno.args.includes("--quick");
const rounds = isQuick ? 1 : 5;
const recordsOfRound = isQuick ? 200_000 : 1_000_000;
const hours = isQuick ? 3 : 24;
const recordsOfHour = isQuick ? 100_000 : 3_600_000;

await using server = await startServer();
const client = new Client(server.url);
const { models, records } = await trainModels(client);
const blocks = toBlocks(records);

for (const { kind, id } of models) {
  await score(id, recordsOfRound / 10);
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await score(id, recordsOfRound);
    rates.push(recordsOfRound / (performance.now() - start) * 1000);
  }
  const ours = median(rates);
  const goal = GOALS[kind];
  report({
    bench: "stream",
    case: `${kind} ndjson`,
    unit: "records/s",
    ours,
    peers: { goal },
    ratios: { goal: ours / goal },
  });
}

const [{ kind, id }] = models;
const start = performance.now();
let first = 0;
let last = 0;
for (let hour = 0; hour < hours; hour++) {
  await using memory = watchMemory(server.pid);
  await score(id, recordsOfHour);
  last = memory.medianBytes / 2 ** 20;
  if (hour === 0) first = last;
  const minutes = (performance.now() - start) / 60_000;
  console.error(`hour ${hour + 1}: ${last.toFixed(0)} MiB after ${minutes.toFixed(1)} min`);
}
report({
  bench: "stream",
  case: `${kind} memory after ${hours * recordsOfHour} records`,
  unit: "MiB",
  ours: last,
  peers: { start: first, limit: first * FLAT },
  ratios: { start: first / last, limit: first * FLAT / last },
});

/** Sends so many records and counts their verdicts. */
async function score(id: string, count: number): Promise<void> {
  let left = count;
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const block = blocks[next++ % blocks.length];
      if (left <= 0) return controller.close();
      const taken = Math.min(left, block.records);
      left -= taken;
      controller.enqueue(block.bytes.slice(0, block.ends[taken - 1]));
    },
  });
  const response = await client.fetch(`/models/${id}/score?format=ndjson`, {
    method: "POST",
    body,
  });
  if (response.status !== 200) throw new Error(await response.text());
  let verdicts = 0;
  for await (const bytes of response.body!) {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) verdicts++;
  }
  if (verdicts !== count) throw new Error(`${count} records had ${verdicts} verdicts.`);
}

/** Records as bytes, in blocks of whole lines. */
function toBlocks(records: string[]) {
  const encoder = new TextEncoder();
  const blocks: { bytes: Uint8Array<ArrayBuffer>; records: number; ends: number[] }[] = [];
  let text = "";
  let ends: number[] = [];
  for (const record of records) {
    text += `${record}\n`;
    ends.push(text.length);
    if (text.length < BLOCK_BYTES) continue;
    blocks.push({ bytes: encoder.encode(text), records: ends.length, ends });
    [text, ends] = ["", []];
  }
  return blocks;
}
