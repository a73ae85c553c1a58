import assert from "node:assert/strict";
import type { Batch } from "../lib/resources/batch.ts";
import type { Prediction } from "../lib/resources/model.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: a dataset is scored by several models at once", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const run = await client.run({
    ...demo,
    detectors: [
      { kind: "isolation-forest", params: { trees: 20 } },
      { kind: "kmeans" },
      { kind: "lstm-autoencoder", params: { layers: [8], window: 3, epochs: 1 } },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const models = run.results.map(({ model }) => model);
  let batch: Batch;

  await t.step("it flags and scores what the test of the run did", async () => {
    const { id } = await client.post<{ id: string }>("/batches", {
      dataset: demo.test,
      models,
      explain: "flagged",
    });
    batch = await ended(client, id);
    assert.equal(batch.status, "done", batch.error ?? "");
    const { counts, models: scored, labels } = batch.result!;
    assert.equal(counts.total, run.data!.testRows);
    run.results.forEach((result, index) => {
      const model = scored[index];
      assert.equal(model.flagged, result.flaggedRows, model.name);
      assert.equal(model.unscored, 0);
      const { normal, attack } = model.histogram;
      const { tn, fp, fn, tp } = result.metrics.confusion!;
      assert.equal(sum(normal), tn + fp);
      assert.equal(sum(attack), fn + tp);
      for (const { label, rows, flagged } of result.perClass) {
        const found = labels.find((each) => each.label === label)!;
        assert.deepEqual([found.rows, found.flagged[index]], [rows, flagged]);
      }
    });
    const ofRun = (await lines(client, `/runs/${run.id}/scores.csv`)).slice(1);
    const ofBatch = (await lines(client, `/batches/${id}/scores.csv`)).slice(1);
    assert.equal(ofBatch.length, ofRun.length);
    const flags = ofRun.map((line, row) => {
      const expected = line.split(",");
      const found = ofBatch[row].split(",");
      assert.deepEqual(found.slice(0, 2), expected.slice(0, 2));
      return run.results.map((_, index) => {
        const [score, anomaly] = [found[2 + index * 4], found[3 + index * 4]];
        assert.ok(Math.abs(Number(score) - Number(expected[2 + index * 2])) < 1e-5, score);
        assert.equal(anomaly, expected[3 + index * 2]);
        return Number(anomaly);
      });
    });
    const times = flags.map(sum);
    assert.deepEqual(counts, {
      total: flags.length,
      any: times.filter((count) => count > 0).length,
      all: times.filter((count) => count === 3).length,
      exactlyOne: times.filter((count) => count === 1).length,
    });
  });

  await t.step("rows come as NDJSON, with their reasons and on demand their records", async () => {
    const rows =
      (await lines(client, `/batches/${batch.id}/scores.ndjson?records=true&flagged=true`))
        .map((line) => JSON.parse(line));
    assert.equal(rows.length, batch.result!.counts.any);
    const row = rows.find((each) => each["isolation-forest_1_anomaly"]);
    const record = Object.fromEntries(run.data!.features.map((name) => [name, row[name]]));
    const { predictions: [expected] } = await client.post<{ predictions: Prediction[] }>(
      `/models/${models[0]}/predict`,
      { records: [record] },
      200,
    );
    assert.ok(Math.abs(row["isolation-forest_1_score"] - expected.score) < 1e-5);
    assert.ok(Math.abs(row["isolation-forest_1_severity"] - expected.severity!.value) < 1e-3);
    assert.deepEqual(
      row["isolation-forest_1_reasons"].map(({ feature }: { feature: string }) => feature),
      expected.contributions.slice(0, 3).map(({ feature }) => feature),
    );
    assert.ok(rows.every((each) => each.flagged_by > 0));
  });

  await t.step("the Parquet file is a dataset again", async () => {
    const response = await client.fetch(`/batches/${batch.id}/scores.parquet`);
    assert.equal(Number(response.headers.get("content-length")) > 1000, true);
    const bytes = await response.bytes();
    assert.equal(new TextDecoder().decode(bytes.subarray(0, 4)), "PAR1");
  });

  await t.step("the highest rows are the highest, and can be explained", async () => {
    const { highest } = batch.result!.models[1];
    assert.ok(highest.every(({ score }, i) => i === 0 || score <= highest[i - 1].score));
    const best = await client.get<{ records: { row: number; score: number; records: number }[] }>(
      `/models/${models[1]}/records?kind=highest&limit=20`,
    );
    assert.deepEqual(
      highest.map(({ row, score, records }) => ({ row, score, records })),
      best.records.map(({ row, score, records }) => ({ row, score, records })),
    );
  });

  await t.step("a file without labels is uploaded and scored by one request", async () => {
    const features = run.data!.features;
    const drawn = await client.get<{ record: Record<string, unknown> }>(
      `/models/${models[0]}/record?kind=attack`,
    );
    const line = features.map((name) => drawn.record[name]).join(",");
    const response = await client.fetch(
      `/batches/upload?name=new.csv&models=${models[0]},${models[1]}`,
      { method: "POST", body: [features.join(","), ...Array(500).fill(line)].join("\n") },
    );
    assert.equal(response.status, 202, await response.clone().text());
    const { id, dataset } = await response.json();
    const uploaded = await ended(client, id);
    assert.equal(uploaded.status, "done", uploaded.error ?? "");
    assert.equal(uploaded.request.dataset, dataset);
    assert.equal(uploaded.result!.counts.total, 500);
    assert.deepEqual(uploaded.result!.labels, []);
    const [header] = await lines(client, `/batches/${id}/scores.csv`);
    assert.equal(
      header,
      "row,isolation-forest_1_score,isolation-forest_1_anomaly,isolation-forest_1_severity," +
        "kmeans_2_score,kmeans_2_anomaly,kmeans_2_severity,flagged_by",
    );
    const events = await (await client.fetch(`/batches/${id}/events`)).text();
    assert.match(events, /event: done/);
  });

  await t.step("what does not fit is refused in words", async () => {
    const other = await client.upload("other.csv", "a,b\n" + "1,2\n".repeat(30));
    const post = (body: unknown) =>
      client.fetch("/batches", { method: "POST", body: JSON.stringify(body) });
    const misfit = await problem(await post({ dataset: other.id, models }), 422);
    assert.match(misfit.detail, /lacks/);
    const { errors } = await problem(await post({ dataset: "ds-0", models: ["x"] }), 422);
    assert.deepEqual(errors?.map(({ pointer }) => pointer), ["/dataset", "/models/0"]);
    await problem(await client.fetch("/batches/upload", { method: "POST", body: "a" }), 422);
    await problem(await client.fetch("/batches/batch-0"), 404);
    const bad = `/batches/${batch.id}/scores.csv?records=maybe`;
    await problem(await client.fetch(bad), 422);
  });

  await t.step("formulas and rows without a score are told from the others", async () => {
    const train = await client.upload(
      "gaps.csv",
      "bytes,service,label\n" +
        Array.from({ length: 200 }, (_, i) => `${i % 17},${i % 3 ? "http" : "=dns"},normal`)
          .join("\n"),
    );
    await client.fetch(`/datasets/${train.id}`, {
      method: "PATCH",
      body: JSON.stringify({ missing: { bytes: "drop-row" } }),
    });
    const strict = await client.run({
      train: train.id,
      detectors: [{ kind: "isolation-forest", params: { trees: 5 } }],
    });
    assert.equal(strict.status, "done", strict.error ?? "");
    const gaps = await client.upload(
      "new.csv",
      "bytes,service\n" + '"",http\n' + "3,=dns\n".repeat(3) + "1000,new\n",
    );
    const { id } = await client.post<{ id: string }>("/batches", {
      dataset: gaps.id,
      models: [strict.results[0].model],
    });
    const scored = await ended(client, id);
    assert.equal(scored.status, "done", scored.error ?? "");
    assert.equal(scored.result!.models[0].unscored, 1);
    const [, first, second] = await lines(client, `/batches/${id}/scores.csv?records=true`);
    assert.equal(first, ",http,1,,,,0");
    assert.match(second, /^3,'=dns,2,0\.\d+,[01],/);
    const [json] = await lines(client, `/batches/${id}/scores.ndjson`);
    assert.equal(JSON.parse(json)["isolation-forest_1_anomaly"], null);
  });

  await t.step("a batch is deleted, and its dataset only when no batch reads it", async () => {
    assert.equal((await client.fetch(`/batches/${batch.id}`, { method: "DELETE" })).status, 204);
    await problem(await client.fetch(`/batches/${batch.id}`), 404);
    await assert.rejects(Deno.stat(`${server.dataFolder}/batches/${batch.id}`));
    assert.equal((await client.fetch(`/datasets/${demo.test}`, { method: "DELETE" })).status, 204);
  });
});

Deno.test("API: a batch is cancelled, and interrupted by a server that dies", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-batch-" });
  try {
    let interrupted: string;
    let request: Batch["request"];
    {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      const rows = Array.from({ length: 400_000 }, (_, i) => `${i % 101},${i % 7},normal`);
      const dataset = await client.upload("long.csv", "a,b,label\n" + rows.join("\n"));
      const run = await client.run({
        train: dataset.id,
        split: { test: 0.99 },
        detectors: [{ kind: "isolation-forest", params: { trees: 20 } }],
      });
      assert.equal(run.status, "done", run.error ?? "");
      const body = { dataset: dataset.id, models: [run.results[0].model], explain: "all" };
      const cancelled = await client.post<{ id: string }>("/batches", body);
      await underWay(client, cancelled.id);
      const refused = await client.fetch(`/datasets/${dataset.id}`, { method: "DELETE" });
      assert.match((await problem(refused, 409)).detail, /batch/);
      await client.post(`/batches/${cancelled.id}/cancel`, {}, 200);
      assert.equal((await client.get<Batch>(`/batches/${cancelled.id}`)).status, "cancelled");
      assert.deepEqual(await Array.fromAsync(Deno.readDir(`${dataFolder}/staging`)), []);
      await problem(await client.fetch(`/batches/${cancelled.id}/scores.csv`), 409);
      ({ id: interrupted } = await client.post<{ id: string }>("/batches", body));
      ({ request } = await underWay(client, interrupted));
      await server.kill();
    }
    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const batch = await client.get<Batch>(`/batches/${interrupted}`);
    assert.equal(batch.status, "interrupted");
    assert.match(batch.error!, /Start it again/);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(`${dataFolder}/staging`)), []);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(`${dataFolder}/batches`)), []);
    const { id } = await client.post<{ id: string }>(`/batches/${interrupted}/retry`, {});
    const again = await underWay(client, id);
    assert.deepEqual(again.request, request);
  } finally {
    await Deno.remove(dataFolder, { recursive: true }).catch(() => {});
  }
});

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function lines(client: Client, path: string): Promise<string[]> {
  const response = await client.fetch(path);
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text.trimEnd().split(/\r?\n/);
}

async function ended(client: Client, id: string): Promise<Batch> {
  while (true) {
    const batch = await client.get<Batch>(`/batches/${id}`);
    if (batch.status !== "queued" && batch.status !== "running") return batch;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until rows of a batch are scored. */
async function underWay(client: Client, id: string): Promise<Batch> {
  while (true) {
    const batch = await client.get<Batch>(`/batches/${id}`);
    if ((batch.progress?.rows ?? 0) > 0) return batch;
    assert.ok(batch.status === "queued" || batch.status === "running", batch.error ?? batch.status);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
