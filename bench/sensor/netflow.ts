import { createSocket } from "node:dgram";
import { setTimeout as wait } from "node:timers/promises";
import { v5Datagram, type V5Spec } from "../../lib/capture/netflow/testing.ts";
import { nfcapdFile, type StoredFlowSpec, v3Record } from "../../lib/capture/nfcapd/testing.ts";
import { createRandom, type Random } from "../../lib/base/random.ts";
import type { Sensor } from "../../lib/resources/sensor.ts";
import { freeUdpPort } from "../../testing/datagrams.ts";
import { Client } from "../../testing/client.ts";
import { startServer } from "../../testing/server.ts";
import { waitFor } from "../../testing/wait_for.ts";
import { report } from "../report.ts";

/** Records per second that a sensor should take. */
const GOAL = 50_000;
/** Records of a datagram; Ethernet carries so many. */
const RECORDS = 30;
/** Different datagrams; only their sequence numbers change. */
const DATAGRAMS = 500;
const TICK_MS = 5;
const TRAINING_ROWS = 5000;

/**
 * Sends NetFlow v5 over loopback, a tenth faster than the goal, and measures until every record is
 * scored by an Isolation Forest and stored, with and without behaviour checks. Directions are left
 * apart, so that each record is scored.
 *
 * @throws {Error} when a record is lost
 */
export async function collectNetflow(isQuick: boolean): Promise<void> {
  await using server = await startServer();
  const client = new Client(server.url);
  const random = createRandom(5);
  const model = await trainForest(client, random);
  for (const checks of [false, true]) {
    await collect(client, { models: [model], checks }, isQuick ? 5 : 30, random);
  }
}

async function collect(
  client: Client,
  settings: { models: string[]; checks: boolean },
  seconds: number,
  random: Random,
): Promise<void> {
  const port = await freeUdpPort();
  const body = { kind: "netflow", port, address: "127.0.0.1", pairingWindow: 0, ...settings };
  const { id } = await client.post<Sensor>("/sensors", body, 201);
  const get = () => client.get<Sensor>(`/sensors/${id}`);
  const read = (records: number) => waitFor(get, ({ health }) => health.records >= records);
  await waitFor(get, ({ status }) => status === "running");
  const datagrams = Array.from(
    { length: DATAGRAMS },
    () => v5Datagram(Array.from({ length: RECORDS }, () => flowOf(random))),
  );
  const warm = await send(port, datagrams, 2, 0);
  await read(warm);
  const start = performance.now();
  const sent = await send(port, datagrams, seconds, warm);
  const sending = (performance.now() - start) / 1000;
  const { health, verdicts: [{ scored }] } = await read(warm + sent);
  const rate = sent / (performance.now() - start) * 1000;
  console.error(`${sent} records were sent within ${sending.toFixed(1)} s.`);
  const lost = health.exporters!.flatMap(({ domains }) => domains)
    .reduce((sum, domain) => sum + domain.lost, 0);
  if (lost > 0 || health.gaps > 0 || scored !== warm + sent) {
    throw new Error(`${lost} records were lost; ${scored} of ${warm + sent} were scored.`);
  }
  await client.fetch(`/sensors/${id}`, { method: "DELETE" });
  report({
    bench: "sensor",
    case: `netflow v5, ${sent} records scored by isolation-forest${
      settings.checks ? ", checked" : ""
    } and stored`,
    unit: "records/s",
    ours: rate,
    peers: { goal: GOAL },
    ratios: { goal: rate / GOAL },
  });
}

async function trainForest(client: Client, random: Random): Promise<string> {
  const records = Array.from({ length: TRAINING_ROWS }, () => v3Record(storedOf(flowOf(random))));
  const { id } = await client.upload("flows.nfcapd", nfcapdFile(2, [{ records }]));
  const run = await client.run({ train: id, detectors: [{ kind: "isolation-forest" }] });
  return run.results[0].model;
}

/** A flow of a network of 5,000 hosts. */
function flowOf(random: Random): V5Spec {
  const packets = 1 + random.integer(40);
  const first = 90_000 + random.integer(5000);
  return {
    source: `10.0.${random.integer(20)}.${random.integer(256)}`,
    destination: `192.0.2.${random.integer(256)}`,
    sourcePort: 1024 + random.integer(60_000),
    destinationPort: [80, 443, 53, 22][random.integer(4)],
    packets,
    bytes: packets * (40 + random.integer(1400)),
    first,
    last: first + random.integer(5000),
    flags: [2, 18, 27, 20][random.integer(4)],
  };
}

function storedOf({ first, last, flags, ...flow }: V5Spec): StoredFlowSpec {
  return { ...flow, tcpFlags: flags, start: first! - 90_000, end: last! - 90_000 };
}

/** @returns records that were sent */
async function send(
  port: number,
  datagrams: Uint8Array[],
  seconds: number,
  sequence: number,
): Promise<number> {
  const socket = createSocket("udp4");
  const total = Math.ceil(1.1 * GOAL * seconds / RECORDS);
  const start = performance.now();
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.ceil((performance.now() - start) / 1000 * total / seconds));
    for (; sent < due; sent++) {
      const datagram = datagrams[sent % datagrams.length].slice();
      new DataView(datagram.buffer).setUint32(16, sequence + sent * RECORDS);
      await new Promise<void>((done) => socket.send(datagram, port, "127.0.0.1", () => done()));
    }
    await wait(TICK_MS);
  }
  socket.close();
  return sent * RECORDS;
}
