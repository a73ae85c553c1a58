import assert from "node:assert/strict";
import { join } from "node:path";
import type { ModelSummary, Prediction } from "../lib/resources/model.ts";
import type { ModelCurves } from "../lib/resources/run.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

Deno.test("API: the threshold of a trained model changes without training", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const test = await client.ingested(demo.test);
  const run = await client.run({
    train: demo.train,
    test: demo.test,
    seed: 1,
    detectors: [
      { kind: "isolation-forest" },
      {
        kind: "isolation-forest",
        threshold: { rule: "adaptive", q: 0.9, window: 500, resetAfter: 0 },
      },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [{ model }, moving] = run.results;
  const patch = (threshold: unknown) =>
    client.fetch(`/models/${model}`, { method: "PATCH", body: JSON.stringify({ threshold }) });
  const change = async (threshold: unknown) => {
    const response = await patch(threshold);
    assert.equal(response.status, 200);
    return await response.json() as ModelSummary;
  };
  const decisions = async (column: number) =>
    (await (await client.fetch(`/runs/${run.id}/scores.csv`)).text()).trimEnd().split("\r\n").slice(
      1,
    )
      .reduce((sum, line) => sum + Number(line.split(",")[column]), 0);

  await t.step("a rule that follows the records has its own decisions", async () => {
    assert.equal(await decisions(5), moving.flaggedRows);
    assert.ok(moving.flaggedRows > 0.02 * test.rows && moving.flaggedRows < 0.3 * test.rows);
  });

  const predict = async (record: unknown) => {
    const { predictions: [prediction] } = await client.post<{ predictions: Prediction[] }>(
      `/models/${model}/predict`,
      { records: [record] },
      200,
    );
    return prediction;
  };

  await t.step("figures, curves, decisions and predictions follow the threshold", async () => {
    const { record } = await client.get<{ record: unknown }>(`/models/${model}/record?kind=attack`);
    const before = await predict(record);
    // After some requests the server answers without its scoring thread.
    for (let i = 0; i < 10; i++) assert.deepEqual(await predict(record), before);
    const changed = await change({ rule: "contamination", share: 0.1 });
    const most = Math.floor(0.1 * test.rows);
    assert.ok(changed.flaggedRows <= most && changed.flaggedRows > 0.8 * most);
    const { tp, fp } = changed.metrics.confusion!;
    assert.equal(tp + fp, changed.flaggedRows);
    assert.equal(changed.metrics.rocAuc, run.results[0].metrics.rocAuc);
    assert.equal(await decisions(3), changed.flaggedRows);
    const { order } = await client.get<ModelCurves>(`/models/${model}/curves`);
    const windows = order.predicted.slice(0, -1).reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(windows * order.windowRows - changed.flaggedRows) <= order.windowRows);
    const { results } = await client.get<typeof run>(`/runs/${run.id}`);
    assert.deepEqual(results[0].threshold, changed.threshold);
    assert.deepEqual(results[1], moving);
    const { threshold, severity, score } = await predict(record);
    assert.equal(threshold, changed.threshold.value);
    assert.ok(severity!.value >= 0 && severity!.value <= 100, String(score));
  });

  await t.step("a false-positive rate comes with its interval", async () => {
    const { falsePositiveRate } =
      (await change({ rule: "false-positive-rate", rate: 0.05 })).threshold;
    const { estimate, low, high, confidence } = falsePositiveRate!;
    assert.ok(low < estimate && estimate <= 0.05 && estimate < high);
    assert.equal(confidence, 0.95);
  });

  await t.step(
    "no threshold has a better F1 than the best one, which uses test labels",
    async () => {
      const { metrics } = await change({ rule: "best-f1" });
      assert.ok((await change({ rule: "peaks-over-threshold" })).metrics.f1! <= metrics.f1!);
    },
  );

  await t.step("what is wrong is named", async () => {
    const wrong = await problem(await patch({ rule: "quantile", q: 2 }), 422);
    assert.deepEqual(wrong.errors!.map(({ pointer }) => pointer), ["/threshold/q"]);
    await problem(await client.fetch("/models/none", { method: "PATCH", body: "{}" }), 404);
    await problem(await client.fetch(`/models/${model}`, { method: "PATCH", body: "{}" }), 422);
  });

  await t.step("a model of an older version keeps its threshold", async () => {
    const folder = join(server.dataFolder, "runs", run.id, "models", model);
    await Deno.remove(join(folder, "heldout.f32"));
    const { detail } = await problem(await patch({ rule: "iqr" }), 409);
    assert.match(detail, /older Netsift/);
  });
});
