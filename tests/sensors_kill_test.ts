import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Alert } from "../lib/resources/alert.ts";
import type { Sensor } from "../lib/resources/sensor.ts";
import { createRandom, type Random } from "../lib/base/random.ts";
import { Client } from "../testing/client.ts";
import { anySeed, gateOrNightly } from "../testing/nightly.ts";
import { startServer, type TestServer } from "../testing/server.ts";
import { waitFor } from "../testing/wait_for.ts";
import { connHeader, connLines, uidOf } from "../testing/zeek_log.ts";

const KILLS = gateOrNightly(3, 100);

/** Writes a log as Zeek and logrotate would: in pieces, lines cut anywhere, files rotated in every way. */
class Writer {
  /** Connections that are written. */
  records = 0;
  #files = 0;
  #rest = "";

  constructor(readonly folder: string, readonly random: Random) {
    this.#rest = this.#header();
  }

  get #log(): string {
    return join(this.folder, "conn.log");
  }

  async write(): Promise<void> {
    const count = 1 + this.random.integer(200);
    const text = this.#rest + connLines(this.records, this.records + count);
    this.records += count;
    const cut = text.length - this.random.integer(30);
    await this.#append(text.slice(0, cut));
    this.#rest = text.slice(cut);
    if (this.random.integer(8) === 0) await this.#rotate();
  }

  /** Writes what is left of the last line. */
  async finish(): Promise<void> {
    await this.#append(this.#rest);
    this.#rest = "";
  }

  async #rotate(): Promise<void> {
    await this.finish();
    const rotated = join(this.folder, `conn.${this.#files}.log`);
    const way = this.random.integer(3);
    if (way === 0) {
      await Deno.copyFile(this.#log, rotated);
      await Deno.truncate(this.#log);
    } else await Deno.rename(this.#log, rotated);
    if (way === 1) await this.#pack(rotated);
    this.#rest = this.#header();
  }

  /** As gzip does: the packed file is whole before the plain one goes. */
  async #pack(path: string): Promise<void> {
    const { mtime } = await Deno.stat(path);
    await Deno.writeFile(`${path}.tmp`, gzipSync(await Deno.readFile(path)));
    await Deno.utime(`${path}.tmp`, mtime!, mtime!);
    await Deno.rename(`${path}.tmp`, `${path}.gz`);
    await Deno.remove(path);
  }

  #header(): string {
    return connHeader(`2026-01-01-00-00-${this.#files++}`);
  }

  async #append(text: string): Promise<void> {
    await Deno.writeTextFile(this.#log, text, { append: true });
  }
}

Deno.test("a sensor that is killed at any moment loses nothing and counts nothing twice", async () => {
  const seed = anySeed();
  const random = createRandom(seed);
  const folder = await Deno.makeTempDir({ prefix: "netsift-killed-log-" });
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-killed-" });
  const start = () => startServer({ dataFolder, env: { NETSIFT_SENSOR_FOLDERS: folder } });
  let server: TestServer = await start();
  try {
    let client = new Client(server.url);
    const known = await client.upload("known.log", connHeader("0") + connLines(0, 400));
    const run = await client.run({
      train: known.id,
      detectors: [{ kind: "isolation-forest", params: { trees: 10 } }],
    });
    await client.post("/alerts/rules", { name: "All", severity: "low", windowSeconds: 3600 }, 201);
    const models = run.results.map(({ model }) => model);
    // Of a block, only the worst 32 anomalies are looked at by rules.
    await client.fetch(`/models/${models[0]}`, {
      method: "PATCH",
      body: JSON.stringify({ threshold: { rule: "contamination", share: 0.004 } }),
    });
    const { id } = await client.post<Sensor>("/sensors", {
      kind: "folder",
      folder,
      files: "conn*.log, conn*.log.gz",
      models,
    }, 201);
    const writer = new Writer(folder, random);
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) {
        await writer.write();
        await new Promise((resolve) => setTimeout(resolve, random.integer(80)));
      }
    })();
    for (let kill = 0; kill < KILLS; kill++) {
      await new Promise((resolve) => setTimeout(resolve, 200 + random.integer(1500)));
      await server.kill();
      server = await start();
      client = new Client(server.url);
    }
    isWriting = false;
    await writing;
    await writer.finish();
    const { records } = writer;
    for (let read = 0; read < records;) {
      // On a busy machine it takes long to catch up, but never stands still.
      const { health } = await waitFor(
        () => client.get<Sensor>(`/sensors/${id}`),
        ({ health }) => health.records > read,
      );
      read = health.records;
    }
    // What would be read twice would be by now.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const sensor = await client.get<Sensor>(`/sensors/${id}`);
    const { rejected, gaps, reasons } = sensor.health;
    assert.deepEqual({ records: sensor.health.records, rejected, gaps, reasons }, {
      records,
      rejected: 0,
      gaps: 0,
      reasons: [],
    }, `seed ${seed}`);
    const { id: dataset } = await client.post<{ id: string }>(`/sensors/${id}/datasets`, {});
    await client.ingested(dataset);
    const csv = await (await client.fetch(`/datasets/${dataset}/data.csv`)).text();
    const [names, ...rows] = csv.trimEnd().split("\n").map((line) => line.split(","));
    const uids = rows.map((cells) => cells[names.indexOf("uid")]).sort();
    assert.deepEqual(uids, Array.from({ length: records }, (_, i) => uidOf(i)), `seed ${seed}`);
    const [{ scored, flagged }] = sensor.verdicts;
    const alerts = await client.get<Alert[]>("/alerts?limit=500");
    const alerted = alerts.filter(({ rule }) => rule.name === "All");
    assert.equal(scored, records, `seed ${seed}`);
    assert.ok(flagged > 0);
    assert.equal(alerted.reduce((sum, { count }) => sum + count, 0), flagged, `seed ${seed}`);
  } finally {
    await server[Symbol.asyncDispose]();
    for (const path of [folder, dataFolder]) await Deno.remove(path, { recursive: true });
  }
});
