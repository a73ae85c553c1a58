/**
 * A log of Zeek that grows by 20,000 lines a second, followed by a sensor that scores each record with
 * a forest and keeps it. Lag is the time from when the last line of a piece was written until the API
 * counts it; ours is the longest of all pieces but those of the first second, in which the thread
 * starts. The goal is the peer. Lines that are lost or counted twice end the benchmark.
 *
 * @module
 */
import { join } from "node:path";
import type { Sensor } from "../../lib/resources/sensor.ts";
import { Client } from "../../testing/client.ts";
import { startServer } from "../../testing/server.ts";
import { connHeader, connLines } from "../../testing/zeek_log.ts";
import { watchMemory } from "../memory.ts";
import { median, report } from "../report.ts";

const LINES_A_SECOND = 20_000;
const PIECE_MS = 100;
const GOAL_SECONDS = 1;
const FIRST_PIECES = 1000 / PIECE_MS;

/** A piece of the log: lines that were written by then, and when that was. */
interface Piece {
  lines: number;
  at: number;
}

/** Runs the case for a minute, or for ten seconds. */
export async function followZeekLog(isQuick: boolean): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-bench-log-" });
  try {
    await using server = await startServer({ env: { NETSIFT_SENSOR_FOLDERS: folder } });
    const client = new Client(server.url);
    const known = await client.upload("known.log", connHeader("0") + connLines(0, 20_000));
    const run = await client.run({ train: known.id, detectors: [{ kind: "isolation-forest" }] });
    const models = run.results.map(({ model }) => model);
    const { id } = await client.post<Sensor>("/sensors", { kind: "folder", folder, models }, 201);
    await using memory = watchMemory(server.pid);
    const { lags, sensor } = await follow(client, id, join(folder, "conn.log"), isQuick ? 10 : 60);
    const lines = lags.length * LINES_A_SECOND * PIECE_MS / 1000;
    const [{ scored }] = sensor.verdicts;
    if (sensor.health.records !== lines || scored !== lines || sensor.kept.records !== lines) {
      throw new Error(`Of ${lines} lines, ${sensor.health.records} were read, ${scored} scored.`);
    }
    const steady = lags.slice(FIRST_PIECES);
    const ours = Math.max(...steady);
    console.error(
      `median lag ${median(steady).toFixed(3)} s, ${lines} lines, memory at most ${
        (memory.peakBytes / 2 ** 20).toFixed(0)
      } MiB`,
    );
    report({
      bench: "sensor",
      case: `zeek-log ${LINES_A_SECOND} lines/s, longest lag`,
      unit: "s",
      ours,
      peers: { goal: GOAL_SECONDS },
      ratios: { goal: GOAL_SECONDS / ours },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes the log and watches the sensor; gives the lag of each piece in seconds. */
async function follow(client: Client, id: string, path: string, seconds: number) {
  const pieces: Piece[] = [];
  const lags: number[] = [];
  let isWritten = false;
  const writing = write(path, seconds, pieces).then(() => isWritten = true);
  for (;;) {
    const sensor = await client.get<Sensor>(`/sensors/${id}`);
    const now = performance.now();
    while (lags.length < pieces.length && pieces[lags.length].lines <= sensor.health.records) {
      lags.push((now - pieces[lags.length].at) / 1000);
    }
    if (isWritten && lags.length === pieces.length) return { lags, sensor };
    if (sensor.error !== null) throw new Error(sensor.error);
    await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, 20))]);
  }
}

async function write(path: string, seconds: number, pieces: Piece[]): Promise<void> {
  using file = await Deno.open(path, { create: true, append: true });
  const encoder = new TextEncoder();
  const writeText = async (text: string) => {
    for (let rest = encoder.encode(text); rest.length > 0;) {
      rest = rest.subarray(await file.write(rest));
    }
  };
  await writeText(connHeader("1"));
  const start = performance.now();
  const linesOfPiece = LINES_A_SECOND * PIECE_MS / 1000;
  for (let piece = 0; piece < seconds * 1000 / PIECE_MS; piece++) {
    const due = start + piece * PIECE_MS;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    await writeText(connLines(piece * linesOfPiece, (piece + 1) * linesOfPiece));
    pieces.push({ lines: (piece + 1) * linesOfPiece, at: performance.now() });
  }
}
