import assert from "node:assert/strict";
import { join } from "node:path";
import type { Run } from "../lib/resources/run.ts";
import { Client, type Dataset } from "../testing/client.ts";
import { startServer, type TestServer } from "../testing/server.ts";

async function snapshot(server: TestServer) {
  const client = new Client(server.url);
  return {
    datasets: await client.get<Dataset[]>("/datasets"),
    runs: await client.get<Run[]>("/runs"),
    models: await client.get<{ id: string }[]>("/models"),
  };
}

Deno.test("a lost catalogue costs no data, and all is back when it is", async (t) => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-lost-" });
  const catalogue = join(dataFolder, "catalogue.sqlite");
  try {
    let stored: Awaited<ReturnType<typeof snapshot>>;
    await t.step("SIGTERM ends the server with all in the databases themselves", async () => {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 1000 });
      await client.ingested(demo.train);
      await client.ingested(demo.test);
      const run = await client.run({ ...demo, detectors: [{ kind: "isolation-forest" }] });
      assert.equal(run.status, "done", run.error ?? "");
      stored = await snapshot(server);
      const events = await client.fetch("/live/" + run.results[0].model + "/events");
      const before = performance.now();
      assert.equal(await server.stop("SIGTERM"), 0);
      assert.ok(performance.now() - before < 10_000);
      await events.body?.cancel().catch(() => {});
      const names = await Array.fromAsync(Deno.readDir(dataFolder), ({ name }) => name);
      assert.deepEqual(names.filter((name) => /-(wal|shm)$/.test(name)), []);
    });

    const kept = join(dataFolder, "kept");
    for (const state of ["missing", "empty"]) {
      await t.step(`the catalogue is ${state}`, async () => {
        await Deno.rename(catalogue, kept);
        if (state === "empty") await Deno.writeTextFile(catalogue, "");
        {
          await using server = await startServer({ dataFolder });
          assert.deepEqual(await snapshot(server), { datasets: [], runs: [], models: [] });
        }
        for (const suffix of ["-wal", "-shm"]) await Deno.remove(catalogue + suffix);
        await Deno.rename(kept, catalogue);
        await using server = await startServer({ dataFolder });
        assert.deepEqual(await snapshot(server), stored);
        const client = new Client(server.url);
        const [{ id }] = stored.models;
        const { record } = await client.get<{ record: unknown }>(`/models/${id}/record`);
        await client.post(`/models/${id}/predict`, { records: [record] }, 200);
        assert.equal(await server.stop("SIGTERM"), 0);
      });
    }

    await t.step("a damaged catalogue is refused", async () => {
      await Deno.writeTextFile(catalogue, "x".repeat(8192));
      await assert.rejects(startServer({ dataFolder }), /ended before/);
      const datasets = await Array.fromAsync(Deno.readDir(join(dataFolder, "datasets")));
      assert.equal(datasets.length, 2);
    });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});
