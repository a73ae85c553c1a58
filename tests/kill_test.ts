import assert from "node:assert/strict";
import { CaptureFlows } from "../lib/capture/read_capture.ts";
import { pcap } from "../lib/capture/testing.ts";
import type { Run } from "../lib/resources/run.ts";
import { Client, type Dataset } from "../testing/client.ts";
import { randomPackets } from "../testing/random_packets.ts";
import { startServer, type TestServer } from "../testing/server.ts";

async function names(path: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(path), ({ name }) => name)).sort();
}

/** What a client would see. */
async function snapshot(server: TestServer) {
  const client = new Client(server.url);
  return {
    datasets: await client.get<Dataset[]>("/datasets"),
    runs: await client.get<Run[]>("/runs"),
    models: await client.get<unknown[]>("/models"),
  };
}

Deno.test("a server that is killed starts again with nothing lost or half there", async (t) => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-kill-" });
  try {
    const demo = { train: "", test: "" };
    let stored: Awaited<ReturnType<typeof snapshot>>;
    {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      Object.assign(demo, await client.post("/demo", { rows: 2000 }));
      await client.ingested(demo.train);
      await client.ingested(demo.test);
      const run = await client.run({
        train: demo.train,
        test: demo.test,
        detectors: [{ kind: "isolation-forest" }],
      });
      assert.equal(run.status, "done", run.error ?? "");
      stored = await snapshot(server);
    }

    await t.step("during an upload", async () => {
      await using server = await startServer({ dataFolder });
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          controller.enqueue(new Uint8Array(2 ** 16));
          await new Promise((resolve) => setTimeout(resolve, 10));
        },
      });
      const upload = new Client(server.url).fetch("/datasets?name=half.csv", {
        method: "POST",
        body,
      }).then(() => "answered", () => "broken off");
      await waitFor(async () => {
        const [partial] = await names(`${dataFolder}/uploads`);
        return partial !== undefined &&
          (await Deno.stat(`${dataFolder}/uploads/${partial}`)).size > 2 ** 20;
      });
      await server.kill();
      assert.equal(await upload, "broken off");
      await using restarted = await startServer({ dataFolder });
      assert.deepEqual(await snapshot(restarted), stored);
      assert.deepEqual(await names(`${dataFolder}/uploads`), []);
    });

    await t.step("during an ingest, which is done again", async () => {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      const line = `0,tcp,http,SF,${Array(37).fill(1).join(",")},normal.\n`;
      const upload = await client.fetch("/datasets?name=whole.csv", {
        method: "POST",
        body: line.repeat(400_000),
      });
      const { id, status } = await upload.json();
      assert.equal(status, "ingesting");
      await waitFor(async () => (await names(`${dataFolder}/staging`)).includes(id));
      await server.kill();
      await using restarted = await startServer({ dataFolder });
      const recovered = new Client(restarted.url);
      const dataset = await recovered.ingested(id);
      assert.equal(dataset.status, "ready", dataset.error ?? "");
      assert.equal(dataset.rows, 400_000);
      assert.deepEqual(await names(`${dataFolder}/uploads`), []);
      assert.deepEqual(await names(`${dataFolder}/staging`), []);
      await recovered.fetch(`/datasets/${id}`, { method: "DELETE" });
      assert.deepEqual(await snapshot(restarted), stored);
    });

    await t.step("during the ingest of a capture, which is read again as before", async () => {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      const capture = pcap(randomPackets(40_000, 3));
      const upload = await client.fetch("/datasets?name=killed.pcap&idleTimeout=1", {
        method: "POST",
        body: capture,
      });
      const { id } = await upload.json();
      await waitFor(async () => (await names(`${dataFolder}/staging`)).includes(id));
      await waitFor(async () =>
        (await names(`${dataFolder}/staging/${id}/.ingest`).catch(() => [])).length > 0
      );
      const { status, profile } = await client.get<Dataset & { profile: unknown }>(
        `/datasets/${id}`,
      );
      assert.deepEqual([status, profile ?? null], ["ingesting", null]);
      assert.ok(!(await names(`${dataFolder}/datasets`)).includes(id));
      await server.kill();
      await using restarted = await startServer({ dataFolder });
      const recovered = new Client(restarted.url);
      const dataset = await recovered.ingested(id);
      assert.equal(dataset.status, "ready", dataset.error ?? "");
      let flows = 0;
      const reader = new CaptureFlows(() => flows++, { idleTimeout: 1 });
      reader.push(capture);
      assert.equal(reader.end().packets, 40_000);
      assert.equal(dataset.rows, flows);
      assert.deepEqual(await names(`${dataFolder}/uploads`), []);
      assert.deepEqual(await names(`${dataFolder}/staging`), []);
      await recovered.fetch(`/datasets/${id}`, { method: "DELETE" });
      assert.deepEqual(await snapshot(restarted), stored);
    });

    await t.step("during a training run, which can be started again", async () => {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      const { id } = await client.post<{ id: string }>("/runs", {
        train: demo.train,
        test: demo.test,
        detectors: [{ kind: "autoencoder", params: { epochs: 1000, patience: 1000 } }],
      });
      await waitFor(async () => ((await client.get<Run>(`/runs/${id}`)).progress?.epoch ?? 0) > 0);
      await server.kill();
      await using restarted = await startServer({ dataFolder });
      const recovered = new Client(restarted.url);
      const interrupted = await recovered.get<Run>(`/runs/${id}`);
      assert.equal(interrupted.status, "interrupted");
      assert.deepEqual(await names(`${dataFolder}/staging`), []);
      const retried = await recovered.post<{ id: string }>(`/runs/${id}/retry`, {});
      await waitFor(async () =>
        ((await recovered.get<Run>(`/runs/${retried.id}`)).progress?.epoch ?? 0) > 0
      );
      const before = performance.now();
      await recovered.post(`/runs/${retried.id}/cancel`, {}, 200);
      assert.ok(performance.now() - before < 2000, "cancel works within two seconds");
      assert.equal((await recovered.get<Run>(`/runs/${retried.id}`)).status, "cancelled");
      assert.deepEqual(await names(`${dataFolder}/staging`), []);
      const { datasets, models } = await snapshot(restarted);
      assert.deepEqual({ datasets, models }, { datasets: stored.datasets, models: stored.models });
    });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!await condition()) {
    if (performance.now() > deadline) throw new Error("It did not come to be within a minute.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
