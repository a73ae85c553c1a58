import assert from "node:assert/strict";
import type { Counterfactuals } from "../lib/explain/counterfactuals/types.ts";
import type { ScoredNeighbours } from "../lib/explain/inspector.ts";
import type { Prediction } from "../lib/resources/model.ts";
import type { InputRecord } from "../lib/learning/features/input.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

interface Drawn {
  record: InputRecord;
  label: string;
}

Deno.test("API: what would make a record normal, and which normal records are like it", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const run = await client.run({
    ...demo,
    detectors: [{ kind: "isolation-forest" }, { kind: "autoencoder", params: { epochs: 5 } }],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [forest, autoencoder] = run.results.map(({ model }) => model);

  await t.step("every change that is named does what it says", async () => {
    let changes = 0;
    for (const model of [forest, autoencoder]) {
      const record = await anomaly(client, model);
      const found = await client.post<Counterfactuals>(
        `/models/${model}/counterfactuals`,
        { record },
        200,
      );
      assert.equal(found.anomaly, true);
      assert.ok(found.score > found.threshold);
      assert.deepEqual(
        found.features.map(({ feature }) => feature).sort(),
        Object.keys(record).sort(),
      );
      const changed = found.features.flatMap(({ feature, change }) =>
        change ? [{ feature, change }] : []
      );
      changes += changed.length;
      if (changed.length === 0) continue;
      const { predictions } = await client.post<{ predictions: Prediction[] }>(
        `/models/${model}/predict`,
        { records: changed.map(({ feature, change }) => ({ ...record, [feature]: change.to })) },
        200,
      );
      predictions.forEach(({ score, anomaly }, index) => {
        assert.equal(anomaly, false, changed[index].feature);
        assert.ok(Math.abs(score - changed[index].change.score) < 1e-5);
      });
    }
    assert.ok(changes > 0, "some record can be made normal by one feature");
  });

  await t.step("a training record is its own nearest neighbour", async () => {
    const record = await anomaly(client, forest);
    const { neighbours: [nearest], searched, dataset } = await client.post<ScoredNeighbours>(
      `/models/${forest}/neighbours`,
      { record },
      200,
    );
    assert.equal(dataset.id, demo.train);
    assert.equal(searched, run.data?.trainNormalRows);
    assert.equal(nearest.label, "normal");
    const again = await client.post<ScoredNeighbours>(
      `/models/${forest}/neighbours`,
      { record: nearest.record, count: 3 },
      200,
    );
    assert.equal(again.neighbours[0].distance, 0);
    assert.deepEqual(again.neighbours[0].record, nearest.record);
    assert.equal(again.neighbours.length, 3);
    assert.ok(again.neighbours[1].distance > 0);
    assert.ok(again.neighbours[1].distance <= again.neighbours[2].distance);
    const { predictions } = await client.post<{ predictions: Prediction[] }>(
      `/models/${forest}/predict`,
      { records: [nearest.record] },
      200,
    );
    assert.equal(predictions[0].score, nearest.score);
  });

  await t.step("bad requests are named", async () => {
    const post = (path: string, body: unknown) =>
      client.fetch(`/models/${forest}/${path}`, { method: "POST", body: JSON.stringify(body) });
    for (const path of ["counterfactuals", "neighbours"]) {
      const { errors } = await problem(await post(path, { record: { duration: "x" } }), 422);
      assert.ok(errors?.some(({ pointer }) => pointer === "/record/duration"), path);
      await problem(await post(path, {}), 422);
    }
    await problem(await post("neighbours", { record: {}, count: 0 }), 422);
    const { errors } = await problem(
      await post("counterfactuals", { record: {}, features: ["nothing"] }),
      422,
    );
    assert.equal(errors?.[0].pointer, "/features/0");
  });

  await t.step("a split tests on rows that are no neighbours", async () => {
    const split = await client.run({
      train: demo.train,
      split: { test: 0.5 },
      detectors: [{ kind: "isolation-forest", params: { trees: 10 } }],
    });
    const { model } = split.results[0];
    const drawn = await client.get<Drawn>(`/models/${model}/record?kind=normal`);
    const { searched } = await client.post<ScoredNeighbours>(
      `/models/${model}/neighbours`,
      { record: drawn.record },
      200,
    );
    assert.equal(searched, split.data?.trainNormalRows);
  });

  await t.step("without its training data a model says so", async () => {
    const record = await anomaly(client, forest);
    const deleted = await client.fetch(`/datasets/${demo.train}`, { method: "DELETE" });
    assert.equal(deleted.status, 204);
    const response = await client.fetch(`/models/${forest}/neighbours`, {
      method: "POST",
      body: JSON.stringify({ record }),
    });
    assert.match((await problem(response, 409)).detail, /training data/);
  });
});

/** A record of the test that the model flags, though not by much. */
async function anomaly(client: Client, model: string): Promise<InputRecord> {
  const { records } = await client.get<{ records: { row: number }[] }>(
    `/models/${model}/records?kind=false-alarms&limit=100`,
  );
  const { row } = records.at(-1)!;
  return (await client.get<Drawn>(`/models/${model}/record?row=${row}`)).record;
}
