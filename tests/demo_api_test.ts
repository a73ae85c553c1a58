import assert from "node:assert/strict";
import type { ModelCurves } from "../lib/resources/run.ts";
import type { Prediction } from "../lib/resources/model.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: from demo traffic to predictions, across a restart", async (t) => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-demo-" });
  let model = "";
  let record: Record<string, string | number> = {};
  let before: Prediction[] = [];
  try {
    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);

    const demo = await client.post<{ train: string; test: string }>("/demo", {
      rows: 4000,
      seed: 3,
    });
    const train = await client.ingested(demo.train);
    const test = await client.ingested(demo.test);

    await t.step("the demo data is profiled", () => {
      assert.equal(train.status, "ready", train.error ?? "");
      assert.equal(test.status, "ready", test.error ?? "");
      assert.equal(train.format, "kdd99");
      assert.equal(train.rows, 4000);
      assert.equal(train.columns.length, 42);
      assert.equal(train.rejected.count, 0);
      assert.ok(test.labels.filter((label) => label.attack).length >= 6);
    });

    const run = await client.run({
      train: train.id,
      test: test.id,
      seed: 7,
      detectors: [
        { kind: "isolation-forest", params: { contamination: "auto" } },
        { kind: "autoencoder", params: { epochs: 5 } },
      ],
    });

    await t.step("both detectors are trained and tested", () => {
      assert.equal(run.status, "done", run.error ?? "");
      assert.deepEqual(run.results.map(({ kind }) => kind), ["isolation-forest", "autoencoder"]);
      for (const result of run.results) {
        const { tn, fp, fn, tp } = result.metrics.confusion!;
        assert.equal(tn + fp + fn + tp, test.rows);
        assert.ok(result.metrics.rocAuc! > 0.7 && result.metrics.rocAuc! < 1, `${result.kind}`);
        assert.equal(result.perClass.reduce((sum, { rows }) => sum + rows, 0), test.rows);
        assert.equal(
          result.perClass.reduce((sum, { flagged }) => sum + flagged, 0),
          result.flaggedRows,
        );
        assert.ok(result.trainedRows < run.data!.trainNormalRows);
      }
    });

    await t.step("same seed, same scores", async () => {
      const again = await client.run(run.request as unknown as Record<string, unknown>);
      const scores = async (id: string) =>
        await (await client.fetch(`/runs/${id}/scores.csv`)).text();
      assert.equal(await scores(again.id), await scores(run.id));
      const deleted = await client.fetch(`/runs/${again.id}`, { method: "DELETE" });
      assert.equal(deleted.status, 204);
      await problem(await client.fetch(`/runs/${again.id}`), 404);
      await problem(await client.fetch(`/models/${again.results[0].model}/curves`), 404);
    });

    await t.step("scores.csv has a line a test row", async () => {
      const response = await client.fetch(`/runs/${run.id}/scores.csv`);
      assert.match(response.headers.get("content-type")!, /^text\/csv/);
      const lines = (await response.text()).trimEnd().split("\r\n");
      assert.equal(lines.length, test.rows + 1);
      assert.match(lines[0], /^row,label,isolation-forest_1_score,isolation-forest_1_anomaly,/);
      const flagged = lines.slice(1).filter((line) => line.split(",")[3] === "1").length;
      assert.equal(flagged, run.results[0].flaggedRows);
    });

    await t.step("curves agree with the metrics", async () => {
      const [, autoencoder] = run.results;
      const curves = await client.get<ModelCurves>(`/models/${autoencoder.model}/curves`);
      const { normal, attack, edges } = curves.histogram;
      assert.equal(edges.length, normal.length + 1);
      const { tn, fp, fn, tp } = autoencoder.metrics.confusion!;
      assert.equal(normal.reduce((a, b) => a + b), tn + fp);
      assert.equal(attack.reduce((a, b) => a + b), fn + tp);
      assert.equal(curves.roc!.fpr[0], 0);
      assert.equal(curves.roc!.tpr.at(-1), 1);
      assert.equal(curves.loss!.train.length, 5);
    });

    await t.step("a record is predicted, and its faults are named", async () => {
      model = run.results[1].model;
      ({ record } = await client.get<{ record: typeof record }>(
        `/models/${model}/record?kind=attack`,
      ));
      const answer = await client.post<{ predictions: Prediction[] }>(
        `/models/${model}/predict`,
        { records: [record] },
        200,
      );
      before = answer.predictions;
      const [{ score, threshold, anomaly, contributions }] = before;
      assert.equal(anomaly, score > threshold);
      assert.equal(threshold, run.results[1].threshold.value);
      assert.equal(contributions.length, run.data!.features.length);

      const bad = await problem(
        await client.fetch(`/models/${model}/predict`, {
          method: "POST",
          body: JSON.stringify({ records: [record, { ...record, src_bytes: "many" }] }),
        }),
        422,
      );
      assert.deepEqual(bad.errors!.map(({ pointer }) => pointer), ["/records/1/src_bytes"]);
    });

    await server.kill();
    await using restarted = await startServer({ dataFolder });
    await t.step("after a restart all is as before", async () => {
      const client = new Client(restarted.url);
      assert.deepEqual(await client.get(`/runs/${run.id}`), run);
      const answer = await client.post<{ predictions: Prediction[] }>(
        `/models/${model}/predict`,
        { records: [record] },
        200,
      );
      assert.deepEqual(answer.predictions, before);
    });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});
