import assert from "node:assert/strict";
import { join } from "node:path";
import { v5Datagram } from "../lib/capture/netflow/testing.ts";
import { nfcapdFile, v3Record } from "../lib/capture/nfcapd/testing.ts";
import type { Alert } from "../lib/resources/alert.ts";
import type { Detection } from "../lib/resources/detection.ts";
import type { Sensor, SensorRecord } from "../lib/resources/sensor.ts";
import { ACK, FIN, SYN } from "../lib/capture/packets/decoded_packet.ts";
import { type PacketSpec, pcap, REPLY } from "../lib/capture/testing.ts";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { startServer, type TestServer } from "../testing/server.ts";
import { freeUdpPort, sendDatagrams } from "../testing/datagrams.ts";
import { waitFor } from "../testing/wait_for.ts";
import { connHeader, connLines } from "../testing/zeek_log.ts";

const RECORDS = 450;

const sum = (alerts: Alert[]) => alerts.reduce((total, { count }) => total + count, 0);

/** Posts JSON that is refused, and gives the problem. */
async function refused(client: Client, path: string, body: unknown, status = 422) {
  const response = await client.fetch(path, { method: "POST", body: JSON.stringify(body) });
  return await problem(response, status);
}

/** Waits until a sensor has read so many records, and gives it. */
async function read(client: Client, id: string, records: number): Promise<Sensor> {
  return await waitFor(
    () => client.get<Sensor>(`/sensors/${id}`),
    ({ health }) => health.records >= records,
  );
}

async function change(client: Client, id: string, body: unknown): Promise<Sensor> {
  const response = await client.fetch(`/sensors/${id}`, {
    method: "PATCH",
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return await response.json();
}

Deno.test("API: a sensor follows a folder, scores, keeps and goes on after a kill", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-sensed-" });
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-sensors-" });
  const log = join(folder, "conn.log");
  const start = () => startServer({ dataFolder, env: { NETSIFT_SENSOR_FOLDERS: folder } });
  let server: TestServer = await start();
  try {
    let client = new Client(server.url);
    const text = connHeader("2026-01-01-00-00-00") + connLines(0, RECORDS);
    const dataset = await client.upload("conn.log", text);
    const run = await client.run({
      train: dataset.id,
      detectors: [
        { kind: "isolation-forest", params: { trees: 20 } },
        { kind: "lstm-autoencoder", params: { layers: [8], window: 4, epochs: 1 } },
      ],
    });
    assert.equal(run.status, "done", run.error ?? "");
    const models = run.results.map(({ model }) => model);

    await t.step("what cannot be followed is refused with the field that is wrong", async () => {
      const cases: [body: unknown, pointer: string, detail: RegExp][] = [
        [{ kind: "folder", folder: "/etc" }, "/folder", /\/etc is not allowed.*allows: /],
        [{ kind: "folder", folder: `${folder}/none` }, "/folder", /There is no folder/],
        [{ kind: "folder", folder: `${folder}/../..` }, "/folder", /is not allowed/],
        [{ kind: "folder", folder: "logs" }, "/folder", /absolute path/],
        [{ kind: "folder" }, "/folder", /missing/],
        [{ kind: "telepathy" }, "/kind", /folder, netflow or packets/],
        [{ kind: "netflow", port: 70_000 }, "/port", /65535/],
        [{ kind: "netflow", exporters: ["router"] }, "/exporters/0", /Enter an address/],
        [{ kind: "folder", folder, models: ["model-none"] }, "/models/0", /no model "model-none"/],
        [{ kind: "packets", folder }, "/folder", /Unknown field/],
      ];
      for (const [body, pointer, detail] of cases) {
        const { errors } = await refused(client, "/sensors", body);
        assert.equal(errors?.[0].pointer, pointer, JSON.stringify(body));
        assert.match(errors[0].detail, detail);
      }
      await problem(await client.fetch("/sensors/sensor-none"), 404);
      assert.deepEqual(await client.get("/sensors"), []);
    });

    await client.post("/alerts/rules", { name: "All", severity: "low", windowSeconds: 3600 }, 201);
    let id = "";
    await t.step(
      "it reads what is there and what is added, across rotation and kills",
      async () => {
        await Deno.writeTextFile(log, text.slice(0, text.indexOf("C000000100")));
        ({ id } = await client.post<Sensor>("/sensors", { kind: "folder", folder, models }, 201));
        const { status, health } = await read(client, id, 100);
        assert.equal(status, "running");
        assert.ok(health.lastRecordAt !== null);
        await server.kill();
        await Deno.writeTextFile(log, text.slice(text.indexOf("C000000100")), { append: true });
        await Deno.rename(log, join(folder, "conn.1.log"));
        server = await start();
        client = new Client(server.url);
        await read(client, id, RECORDS);
        await Deno.writeTextFile(log, "#close\t2026-01-02-00-00-00\nnonsense\n");
        const later = await waitFor(
          () => client.get<Sensor>(`/sensors/${id}`),
          ({ health }) => health.rejected === 1,
        );
        assert.equal(later.health.records, RECORDS);
        assert.match(later.health.reasons[0].reason, /neither below a header of Zeek nor a JSON/);
        assert.equal(later.health.reasons[0].example, "nonsense");
      },
    );

    await t.step("its verdicts are those of a batch of the same log", async () => {
      const { id: batch } = await client.post<{ id: string }>("/batches", {
        dataset: dataset.id,
        models,
      });
      await client.ended(batch, "batches");
      const csv = await (await client.fetch(`/batches/${batch}/scores.csv`)).text();
      const [names, ...rows] = csv.trimEnd().split("\n").map((line) => line.split(","));
      const scores = names.flatMap((name, index) => /score/.test(name) ? [index] : []);
      const kept = await client.get<SensorRecord[]>(`/sensors/${id}/records?limit=${RECORDS}`);
      kept.reverse();
      assert.deepEqual(
        kept.map(({ record }) => record.uid),
        Array.from({ length: RECORDS }, (_, i) => `C${String(i).padStart(9, "0")}`),
      );
      for (const [place, { verdicts }] of kept.entries()) {
        assert.deepEqual(verdicts.map(({ model }) => model), models);
        for (const [index, { score, flagged }] of verdicts.entries()) {
          const expected = Number(rows[place][scores[index]]);
          assert.ok(Math.abs(score - expected) <= 1e-6 * Math.abs(expected), `row ${place}`);
          assert.equal(flagged ? "1" : "0", rows[place][scores[index] + 1]);
        }
      }
      const { verdicts } = await client.get<Sensor>(`/sensors/${id}`);
      const flagged = await client.get<SensorRecord[]>(`/sensors/${id}/records?flagged=true`);
      assert.deepEqual(verdicts.map(({ scored }) => scored), [RECORDS, RECORDS]);
      assert.ok(
        flagged.length > 0 && flagged.every((each) => each.verdicts.some((v) => v.flagged)),
      );
      const alerts = (await client.get<Alert[]>("/alerts")).filter(({ rule }) =>
        rule.name === "All"
      );
      assert.deepEqual(
        models.map((id) => sum(alerts.filter(({ model }) => model?.id === id))),
        verdicts.map(({ flagged }) => flagged),
        "alerts hold each flagged record once",
      );
    });

    await t.step("kept records become a dataset like the log itself", async () => {
      const made = await client.post<{ id: string }>(`/sensors/${id}/datasets`, { hours: 1 });
      const kept = await client.ingested(made.id);
      assert.equal(kept.status, "ready", kept.error ?? "");
      const facts = ({ rows, format, columns }: Dataset) => ({
        rows,
        format,
        columns: columns.map(({ name, type, role, distinct }) => ({ name, type, role, distinct })),
      });
      assert.deepEqual(facts(kept), facts(dataset));
      const empty = await client.post<Sensor>("/sensors", { kind: "packets", name: "Idle" }, 201);
      await refused(client, `/sensors/${empty.id}/datasets`, {}, 409);
      await client.fetch(`/sensors/${empty.id}`, { method: "DELETE" });
    });

    await t.step("a detection takes what it keeps", async () => {
      const request = { model: models[0], baseline: "whole" };
      const both = { ...request, sensor: id, dataset: dataset.id };
      for (const body of [{ ...request, sensor: "sensor-none" }, both]) {
        const { errors } = await refused(client, "/detections", body);
        assert.equal(errors?.[0].pointer, "/sensor");
      }
      const before = (await client.get<Dataset[]>("/datasets")).length;
      await refused(client, "/detections", { sensor: id, model: "model-none" });
      assert.equal((await client.get<Dataset[]>("/datasets")).length, before);
      const made = await client.post<{ id: string }>("/detections", { ...request, sensor: id });
      const detection = await client.ended<Detection>(made.id, "detections");
      assert.equal(detection.status, "done", detection.error ?? "");
      assert.equal(detection.records, RECORDS);
    });

    await t.step("a model that lacks features says which; others go on", async () => {
      const narrow = await client.upload(
        "narrow.csv",
        "oddity,proto\n1,tcp\n2,udp\n3,tcp\n".repeat(50),
      );
      const other = await client.run({ train: narrow.id, detectors: [{ kind: "hbos" }] });
      const [{ model }] = other.results;
      await change(client, id, { models: [models[0], model] });
      await Deno.writeTextFile(log, connHeader("2026-01-02-00-00-00") + connLines(450, 460), {
        append: true,
      });
      const { verdicts } = await read(client, id, 460);
      assert.match(verdicts[1].error!, /features of the model are missing there: oddity/);
      assert.deepEqual(verdicts.map(({ rejected }) => rejected), [0, 10]);
      assert.equal(verdicts[0].scored, 460);
    });

    await t.step(
      "a paused sensor goes on where it was; a missing folder is told and retried",
      async () => {
        assert.equal((await change(client, id, { isEnabled: false })).status, "paused");
        await Deno.writeTextFile(log, connLines(460, 470), { append: true });
        await Deno.rename(folder, `${folder}-away`);
        await change(client, id, { isEnabled: true, models: [] });
        const failed = await waitFor(
          () => client.get<Sensor>(`/sensors/${id}`),
          ({ status }) => status === "failed",
        );
        assert.match(failed.error!, /There is no folder/);
        assert.ok(failed.retryAt !== null);
        await Deno.rename(`${folder}-away`, folder);
        assert.equal((await read(client, id, 470)).health.records, 470);
      },
    );

    await t.step("flows of exporters are scored by a model of nfcapd files", async () => {
      const records = Array.from(
        { length: 60 },
        (_, i) => v3Record({ source: `10.0.0.${i}`, packets: 1 + i % 7, bytes: 40 * (1 + i % 9) }),
      );
      const flows = await client.upload("nfcapd", nfcapdFile(2, [{ records }]));
      assert.equal(flows.format, "nfcapd");
      const run = await client.run({ train: flows.id, detectors: [{ kind: "hbos" }] });
      const [{ model }] = run.results;
      const port = await freeUdpPort();
      const body = {
        kind: "netflow",
        port,
        address: "127.0.0.1",
        pairingWindow: 1,
        models: [model],
      };
      const sensor = await client.post<Sensor>("/sensors", body, 201);
      assert.equal(sensor.name, `NetFlow on port ${port}`);
      await waitFor(
        () => client.get<Sensor>(`/sensors/${sensor.id}`),
        ({ status }) => status === "running",
      );
      await sendDatagrams(port, [v5Datagram([{}, { source: "10.0.0.7", bytes: 1e9 }])]);
      const { verdicts, health } = await read(client, sensor.id, 2);
      assert.deepEqual([verdicts[0].scored, verdicts[0].error], [2, null]);
      const [exporter] = health.exporters!;
      assert.deepEqual([exporter.exporter, exporter.domains[0].flows], ["127.0.0.1", 2]);
      const second = await client.post<Sensor>("/sensors", { ...body, name: "Second" }, 201);
      const failed = await waitFor(
        () => client.get<Sensor>(`/sensors/${second.id}`),
        ({ status }) => status === "failed",
      );
      assert.match(failed.error!, new RegExp(`Port ${port} is in use`));
      await change(client, sensor.id, { isEnabled: false });
      await waitFor(
        () => client.get<Sensor>(`/sensors/${second.id}`),
        ({ status }) => status === "running",
      );
      for (const { id } of [sensor, second]) {
        await client.fetch(`/sensors/${id}`, { method: "DELETE" });
      }
    });

    await t.step("a deleted sensor deletes its records", async () => {
      const response = await client.fetch(`/sensors/${id}`, { method: "DELETE" });
      assert.equal(response.status, 204);
      assert.deepEqual(await Array.fromAsync(Deno.readDir(join(dataFolder, "sensors"))), []);
    });
  } finally {
    await server[Symbol.asyncDispose]();
    for (const path of [folder, dataFolder]) await Deno.remove(path, { recursive: true });
  }
});

Deno.test("API: a sensor takes streams of packets, from curl and from deno task sense", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const capture = pcap(visits());
  const dataset = await client.upload("visits.pcap", capture);
  const run = await client.run({ train: dataset.id, detectors: [{ kind: "hbos" }] });
  const models = run.results.map(({ model }) => model);
  const { id } = await client.post<Sensor>("/sensors", {
    kind: "packets",
    name: "wire",
    models,
  }, 201);
  const send = (body: BodyInit) => client.fetch(`/sensors/${id}/packets`, { method: "POST", body });

  await t.step("flows come while the stream goes on, and one stream at a time", async () => {
    const wire = new TransformStream<Uint8Array<ArrayBuffer>>();
    const writer = wire.writable.getWriter();
    const answer = send(wire.readable);
    const half = capture.length >> 1;
    await writer.write(capture.slice(0, half));
    const before = await read(client, id, 10);
    assert.equal(before.verdicts[0].scored, before.health.records);
    await problem(await send(capture), 409);
    // Other models take over between two blocks; the stream goes on.
    await change(client, id, { models: [] });
    await change(client, id, { models });
    // What was left of the flows ends with the stream; a wire that falls silent ends them as well.
    await writer.write(capture.slice(half));
    await writer.close();
    const { records } = await (await answer).json();
    assert.equal(records, dataset.rows);
  });

  await t.step("its flows are those of the same capture as a dataset", async () => {
    const kept = await client.get<SensorRecord[]>(`/sensors/${id}/records?limit=500`);
    assert.equal(kept.length, dataset.rows);
    assert.deepEqual(Object.keys(kept[0].record), dataset.columns.map(({ name }) => name));
    assert.ok(kept.every(({ verdicts }) => verdicts.length === 1));
    const made = await client.post<{ id: string }>(`/sensors/${id}/datasets`, {});
    const again = await client.ingested(made.id);
    assert.equal(again.rows, dataset.rows, again.error ?? "");
  });

  await t.step("what is no capture is refused, and does no harm", async () => {
    const { detail } = await problem(await send("ts,bytes\n1,2\n"), 422);
    assert.match(detail, /not a packet capture/);
    const cut = await (await send(capture.slice(0, capture.length - 5))).json();
    assert.ok(cut.records > dataset.rows!);
    const { health, status } = await client.get<Sensor>(`/sensors/${id}`);
    assert.equal(status, "running");
    assert.deepEqual(health.reasons.map(({ reason }) => /cut off/.test(reason)), [true]);
    const damaged = [capture.slice(0, 200), new Uint8Array(64).fill(255), capture];
    const refusal = await problem(await send(new Blob(damaged)), 422);
    assert.match(refusal.detail, /The capture is damaged there/);
  });

  await t.step("a stream that a restart interrupts is told so", async () => {
    const wire = new TransformStream<Uint8Array<ArrayBuffer>>();
    const writer = wire.writable.getWriter();
    const answer = send(wire.readable);
    await writer.write(capture.slice(0, 2000));
    const { body } = await answer;
    await change(client, id, { checks: false });
    await writer.write(capture.slice(2000)).catch(() => {});
    const { error } = await new Response(body).json();
    assert.match(error, /restarted\. Send the packets again/);
  });

  await t.step("deno task sense finds the sensor by its name", async () => {
    const { records } = (await client.get<Sensor>(`/sensors/${id}`)).health;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", "cli.ts", "sense", "--server", server.url, "--name", "wire"],
      stdin: "piped",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(capture);
    await writer.close();
    const { code, stderr } = await child.output();
    const said = new TextDecoder().decode(stderr);
    assert.equal(code, 0, said);
    assert.match(said, new RegExp(`has ${records + dataset.rows!} flows in all`));
  });
});

/** Web visits of three hosts, one after the other. */
function visits(): PacketSpec[] {
  return Array.from({ length: 60 }, (_, i): PacketSpec[] => {
    const time = i * 8;
    const ends = { source: `10.0.0.${1 + i % 3}`, sourcePort: 40_000 + i };
    const back = { ...REPLY, destination: ends.source, destinationPort: ends.sourcePort };
    return [
      { ...ends, time, flags: SYN },
      { ...back, time: time + 0.1, flags: SYN | ACK },
      { ...ends, time: time + 0.2, payload: 200 + i % 70 },
      { ...back, time: time + 0.3, flags: FIN | ACK },
      { ...ends, time: time + 0.4, flags: FIN | ACK },
      { ...back, time: time + 0.5 },
    ];
  }).flat();
}
