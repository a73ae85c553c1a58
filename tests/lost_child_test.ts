import assert from "node:assert/strict";
import { join } from "node:path";
import type { Projection } from "../lib/explain/projection/types.ts";
import { killChild } from "../testing/children.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: when a process that works for an answer is killed, the answer says so", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const request = { ...demo, seed: 1, detectors: [{ kind: "isolation-forest" }] };
  const run = await client.run(request);
  assert.equal(run.status, "done", run.error ?? "");
  const [{ model }] = run.results;
  const bundle = await (await client.fetch(`/models/${model}/bundle.zip`)).bytes();
  const { record } = await (await client.fetch(`/models/${model}/record`)).json();
  const post = (path: string, body: unknown) =>
    client.fetch(path, { method: "POST", body: JSON.stringify(body) });

  const asked: [string, () => Promise<Response>][] = [
    ["overlap_child", () => post("/overlap", { ...demo, features: "all" })],
    ["scores_child", () => client.fetch(`/runs/${run.id}/scores.parquet`)],
    ["neighbours_child", () => post(`/models/${model}/neighbours`, { record, count: 3 })],
    ["import_child", () => client.fetch("/models", { method: "POST", body: bundle })],
  ];
  for (const [module, ask] of asked) {
    await t.step(`${module}: 503 with the reason, and the next one works`, async () => {
      const [response] = await Promise.all([ask(), killChild(server.pid, module)]);
      const { detail } = await problem(response, 503);
      assert.ok(response.headers.has("retry-after"));
      assert.match(detail, /ended without an answer \(SIGKILL\)/);
      assert.ok(!detail.includes("/"), detail);
      const again = await ask();
      const text = await again.text();
      assert.ok(again.ok, text);
    });
  }

  await t.step("jobs fail with the reason", async () => {
    const path = `/runs/${run.id}/projection`;
    assert.ok((await post(path, { method: "pca" })).ok);
    await killChild(server.pid, "projection_child");
    let projection: Projection;
    do projection = await client.get(`${path}?method=pca`); while (projection.status !== "failed");
    assert.match(projection.error!, /ended without an answer \(SIGKILL\)/);

    const { id } = await client.post<{ id: string }>("/runs", request);
    await killChild(server.pid, "run_child");
    const failed = await client.ended(id);
    assert.equal(failed.status, "failed");
    assert.match(failed.error!, /ended without an answer \(SIGKILL\)/);
  });
});

Deno.test("API: a reproduction whose process is killed fails with the reason", async () => {
  const data = await Deno.makeTempDir();
  try {
    // With a file to read, it begins with its own server.
    await Deno.mkdir(join(data, "kddcup99"));
    await Deno.writeTextFile(join(data, "kddcup99", "kddcup.data_10_percent.gz"), "");
    await using server = await startServer({ env: { NETSIFT_REPRODUCE_DATA: data } });
    const client = new Client(server.url);
    const path = "/benchmarks";
    await client.post(path, { quick: true });
    await killChild(server.pid, "reproduce_child");
    let state: { status: string; error: string | null };
    do state = await client.get(path); while (state.status === "running");
    assert.equal(state.status, "failed");
    assert.match(state.error!, /ended without an answer \(SIGKILL\)/);
    // The place is free for the next one.
    await client.post(path, { quick: true });
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});

Deno.test("API: too little memory for DuckDB names the setting that gives it more", async () => {
  await using server = await startServer({ env: { NETSIFT_DUCKDB_MEMORY_MB: "8" } });
  const client = new Client(server.url);
  const line = (i: number) => `${i},${i * 7919 % 100_003},"word ${i}",${i % 5 ? "ok" : "worm"}`;
  const lines = Array.from({ length: 200_000 }, (_, i) => line(i));
  const dataset = await client.upload("flows.csv", ["n,m,word,label", ...lines].join("\n"));
  assert.equal(dataset.status, "failed");
  assert.match(dataset.error!, /Raise NETSIFT_DUCKDB_MEMORY_MB/);
});
