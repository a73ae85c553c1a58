import assert from "node:assert/strict";
import { join } from "node:path";
import type { Batch } from "../lib/resources/batch.ts";
import type { Run } from "../lib/resources/run.ts";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { copyForestData } from "../testing/demo_server.ts";
import { startServer } from "../testing/server.ts";
import { mountSmallDisk } from "../testing/small_disk.ts";

const ADMIN = "a-token-for-tests-of-full-disks";

Deno.test("a full disk fails what needs room, never the server", async (t) => {
  await using disk = await mountSmallDisk(60);
  if (!disk) return console.log("skipped: this user may not mount a small disk");
  const dataFolder = join(disk.path, "data");
  const { demo, forest } = await copyForestData(dataFolder);
  const server = await startServer({ dataFolder, env: { NETSIFT_TOKEN: ADMIN } });
  try {
    const client = new Client(server.url, ADMIN);
    const request = { ...demo, detectors: [{ kind: "isolation-forest" }] };
    const { model } = forest;
    const { record } = await client.get<{ record: unknown }>(`/models/${model}/record`);
    const long = {
      ...demo,
      detectors: [{ kind: "autoencoder", params: { epochs: 1000, patience: 1000 } }],
    };
    const csv = (rows: number) =>
      "a,b,label\n" +
      Array.from({ length: rows }, (_, i) => `${i},${Math.sin(i)},${i % 9 ? "normal" : "x"}\n`)
        .join("");
    const uploads = () =>
      Array.fromAsync(Deno.readDir(join(dataFolder, "uploads")), ({ name }) => name);
    const json = (method: string, path: string, body: unknown) =>
      client.fetch(path, { method, body: JSON.stringify(body) });

    await t.step("an ingest that runs out of room fails and says why", async () => {
      await disk.fill(3 * 2 ** 20);
      const dataset = await client.upload("wide.csv", csv(85_000));
      assert.equal(dataset.status, "failed");
      assert.match(dataset.error!, /disk is full/);
      assert.deepEqual(await uploads(), []);
      await disk.free();
      await client.fetch(`/datasets/${dataset.id}`, { method: "DELETE" });
    });

    const running = await client.post<{ id: string }>("/runs", long);
    const waiting = await client.post<{ id: string }>("/runs", request);
    await until(async () =>
      ((await client.get<Run>(`/runs/${running.id}`)).progress?.epoch ?? 0) > 0
    );
    await disk.fill();

    await t.step("changes are answered with 507 and leave nothing", async () => {
      const before = await client.get<Dataset[]>("/datasets");
      const threshold = { rule: "quantile", q: 0.5 };
      const rule = { name: "A rule" };
      for (
        const [method, path, body] of [
          ["POST", "/demo", { rows: 2000 }],
          ["POST", "/runs", request],
          ["POST", "/batches", { dataset: demo.test, models: [model] }],
          ["PATCH", `/datasets/${demo.train}`, { name: "another" }],
          ["PATCH", `/runs/${forest.run}`, { name: "another" }],
          ["PATCH", `/models/${model}`, { threshold }],
          ["POST", "/tokens", { name: "t", scopes: ["read"] }],
          ["POST", "/alerts/rules", rule],
        ] as const
      ) {
        const response = await json(method, path, body);
        if (response.status === 422) assert.fail(`${path}: ${await response.text()}`);
        assert.match((await problem(response, 507)).detail, /disk is full/, path);
      }
      const upload = { method: "POST", body: csv(200_000) };
      assert.match((await problem(await client.fetch("/datasets", upload), 507)).detail, /full/);
      assert.match((await problem(await client.fetch("/models", upload), 507)).detail, /full/);
      assert.deepEqual(await uploads(), []);
      assert.deepEqual(await client.get<Dataset[]>("/datasets"), before);
    });

    await t.step("pages say it too", async () => {
      const login = await fetch(`${server.url}/login`, {
        method: "POST",
        body: new URLSearchParams({ token: ADMIN }),
        redirect: "manual",
      });
      assert.equal(login.status, 507);
      assert.match(await login.text(), /disk is full/);
    });

    await t.step("what needs no room works", async () => {
      assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
      await client.post(`/models/${model}/predict`, { records: [record] }, 200);
      await client.fetch("/datasets", { headers: { authorization: "Bearer wrong-token" } })
        .then((response) => problem(response, 401));
    });

    await t.step("jobs end, and the catalogue learns of it when there is room", async () => {
      await client.post(`/runs/${running.id}/cancel`, {}, 200);
      assert.equal((await client.get<Run>(`/runs/${running.id}`)).status, "cancelled");
      const failed = await client.ended(waiting.id);
      assert.equal(failed.status, "failed");
      assert.match(failed.error!, /disk is full/);
      assert.deepEqual(await Array.fromAsync(Deno.readDir(join(dataFolder, "staging"))), []);
    });

    await t.step("deleting a dataset makes room on a full disk", async () => {
      await disk.fill();
      const response = await client.fetch(`/datasets/${demo.test}`, { method: "DELETE" });
      assert.equal(response.status, 204, await response.text());
      await problem(await client.fetch(`/datasets/${demo.test}`), 404);
    });

    await disk.free();
    await until(async () => {
      const entries = await client.get<{ entries: { action: string }[] }>("/audit?limit=200");
      return entries.entries.some(({ action }) => action === "token.refused");
    });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await server.kill();
    await using restarted = await startServer({ dataFolder, env: { NETSIFT_TOKEN: ADMIN } });
    const again = new Client(restarted.url, ADMIN);
    assert.equal((await again.get<Run>(`/runs/${running.id}`)).status, "cancelled");
    assert.equal((await again.get<Run>(`/runs/${waiting.id}`)).status, "failed");
    assert.equal((await again.get<Run>(`/runs/${forest.run}`)).status, "done");
    const batch = await again.post<Batch>("/batches", { dataset: demo.train, models: [model] });
    await until(async () => (await again.get<Batch>(`/batches/${batch.id}`)).status === "done");
  } finally {
    await server.kill();
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!await condition()) {
    if (performance.now() > deadline) throw new Error("It did not come to be within a minute.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
