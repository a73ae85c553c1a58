import assert from "node:assert/strict";
import { join } from "node:path";
import type { ModelSummary } from "../lib/resources/model.ts";
import type { Projection } from "../lib/explain/projection/types.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: test rows of a run as points", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 3000, seed: 5 });
  await client.ingested(demo.train);
  await client.ingested(demo.test);
  const run = await client.run({ ...demo, seed: 1, detectors: [{ kind: "isolation-forest" }] });
  assert.equal(run.status, "done", run.error ?? "");
  const [{ model }] = run.results;
  const path = `/runs/${run.id}/projection`;
  const ask = (body: unknown) => client.fetch(path, { method: "POST", body: JSON.stringify(body) });
  const finished = async (
    body: { method: string; seed?: number },
  ): Promise<Projection> => {
    const response = await ask(body);
    assert.ok(response.ok, await response.text());
    while (true) {
      const projection = await client.get<Projection>(`${path}?method=${body.method}`);
      if (projection.status === "done" || projection.status === "failed") return projection;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const lines = (await (await client.fetch(`/runs/${run.id}/scores.csv`)).text()).trimEnd()
    .split("\r\n").slice(1).map((line) => line.split(","));
  const files = async () => {
    const names = [];
    for await (const { name } of Deno.readDir(join(server.dataFolder, "runs", run.id))) {
      if (name.startsWith("projection")) names.push(name);
    }
    return names.sort();
  };

  await t.step("nothing is there before it is asked for", async () => {
    const response = await client.fetch(`${path}?method=pca`);
    assert.equal(response.status, 204);
    await response.body?.cancel();
  });

  await t.step("points come with their rows, labels, scores and decisions", async () => {
    const { status, points, error } = await finished({ method: "pca" });
    assert.equal(status, "done", error ?? "");
    const { x, y, rows, positions, labels, models, attack, columns, variance } = points!;
    for (const list of [x, y, rows, positions, labels!.codes, models[0].scores]) {
      assert.equal(list.length, x.length);
    }
    assert.ok(x.length > 1000 && [...x, ...y].every(Number.isFinite));
    assert.ok(variance![0] >= variance![1] && variance![1] > 0);
    positions.forEach((position, point) => {
      const [row, label, score, anomaly] = lines[position];
      assert.equal(rows[point], Number(row));
      assert.equal(labels!.names[labels!.codes[point]], label);
      assert.equal(Math.fround(models[0].scores[point]), Math.fround(Number(score)));
      assert.equal(models[0].flagged[point], Number(anomaly));
    });
    for (const { label, attack: isAttack } of run.results[0].perClass) {
      assert.equal(attack[labels!.names.indexOf(label)], isAttack);
      assert.ok(labels!.codes.includes(labels!.names.indexOf(label)), label);
    }
    assert.ok(columns.length > 10);
    assert.deepEqual(await files(), ["projection-pca.json"]);
  });

  await t.step("the same seed gives the same picture, another seed another one", async () => {
    const request = { method: "t-sne", sample: 300, seed: 3, perplexity: 10 };
    const { points } = await finished(request);
    const again = await ask(request);
    assert.equal(again.status, 200);
    assert.equal((await again.json() as Projection).status, "done");
    await Deno.remove(join(server.dataFolder, "runs", run.id, "projection-t-sne.json"));
    assert.deepEqual((await finished(request)).points, points);
    const other = await finished({ ...request, seed: 4 });
    assert.deepEqual(other.request, { ...request, seed: 4 });
    assert.notDeepEqual(other.points!.x, points!.x);
  });

  await t.step("decisions follow another threshold", async () => {
    const response = await client.fetch(`/models/${model}`, {
      method: "PATCH",
      body: JSON.stringify({ threshold: { rule: "contamination", share: 0.5 } }),
    });
    const { threshold } = await response.json() as ModelSummary;
    const { points } = await client.get<Projection>(`${path}?method=pca`);
    const [{ scores, flagged }] = points!.models;
    assert.deepEqual(
      flagged,
      scores.map((score) => Math.fround(score) > threshold.value ? 1 : 0),
    );
  });

  await t.step("what is wrong is named", async () => {
    const wrong = await problem(await ask({ method: "umap", sample: 1 }), 422);
    assert.deepEqual(wrong.errors!.map(({ pointer }) => pointer), ["/method", "/sample"]);
    const noMethod = await problem(await client.fetch(path), 422);
    assert.deepEqual(noMethod.errors!.map(({ pointer }) => pointer), ["/method"]);
    await problem(await client.fetch("/runs/none/projection?method=pca"), 404);
  });

  await t.step(
    "a part of a dataset without labels can be drawn, but not three records",
    async () => {
      const drawn = async (name: string, kinds: number) => {
        const rows = Array.from({ length: 400 }, (_, i) => `${i % kinds},${(7 * i) % kinds % 11}`);
        const { id: train } = await client.upload(name, ["a,b", ...rows].join("\n"));
        const { id } = await client.run({ train, detectors: [{ kind: "hbos" }] });
        await client.post(`/runs/${id}/projection`, { method: "pca" });
        while (true) {
          const projection = await client.get<Projection>(`/runs/${id}/projection?method=pca`);
          if (projection.status === "done" || projection.status === "failed") return projection;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      const { points } = await drawn("many", 50);
      assert.equal(points!.labels, null);
      assert.equal(points!.testRows, 120);
      assert.equal(points!.copies.reduce((sum, count) => sum + count, 0), 120);
      assert.ok(points!.x.length <= 50 && points!.x.length === points!.distinctRows);
      const few = await drawn("few", 3);
      assert.equal(few.status, "failed");
      assert.match(few.error!, /only 3 different records/);
    },
  );

  await t.step("pictures go with their run, also one in progress", async () => {
    const started = await ask({ method: "t-sne", sample: 2000, seed: 9 });
    assert.equal(started.status, 202);
    await started.body?.cancel();
    const response = await client.fetch(`/runs/${run.id}`, { method: "DELETE" });
    assert.equal(response.status, 204);
    await assert.rejects(files(), Deno.errors.NotFound);
    await problem(await client.fetch(`${path}?method=pca`), 404);
  });
});
