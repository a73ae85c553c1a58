import assert from "node:assert/strict";
import type { ThresholdTable } from "../lib/learning/metrics/curves/threshold_table.ts";
import type { ModelAgreement, RankedRecord } from "../lib/explain/review/types.ts";
import type { ModelSummary } from "../lib/resources/model.ts";
import type { RecordConnection } from "../lib/resources/record_connection.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

const above = (counts: number[], place: number) =>
  counts.slice(place).reduce((sum, count) => sum + count, 0);

Deno.test("API: a closer look at the results of a run", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const start = () =>
    client.run({ ...demo, detectors: [{ kind: "isolation-forest" }, { kind: "pca" }] });
  const run = await start();
  assert.equal(run.status, "done", run.error ?? "");
  const [{ model, metrics, threshold, testRows }, second] = run.results;
  const { tn, fp, fn, tp } = metrics.confusion!;

  await t.step("the table of thresholds has the counts of the run, and of any other", async () => {
    const table = await client.get<ThresholdTable>(`/models/${model}/thresholds`);
    const place = table.thresholds.indexOf(threshold.value);
    assert.deepEqual([above(table.normal, place), above(table.attack, place)], [fp, tp]);
    assert.equal(above(table.normal, 0) + above(table.attack, 0), testRows);
    const other = table.thresholds[Math.floor(table.thresholds.length / 3)];
    const changed = await (await client.fetch(`/models/${model}`, {
      method: "PATCH",
      body: JSON.stringify({ threshold: { rule: "fixed", value: other } }),
    })).json() as ModelSummary;
    const at = table.thresholds.indexOf(other);
    const flagged = above(table.normal, at) + above(table.attack, at);
    assert.equal(changed.flaggedRows, flagged);
    for (const { label, flagged } of changed.perClass) {
      const { counts } = table.labels.find((each) => each.label === label)!;
      assert.equal(above(counts, at), flagged);
    }
    await client.fetch(`/models/${model}`, {
      method: "PATCH",
      body: JSON.stringify({ threshold: { rule: "fixed", value: threshold.value } }),
    });
  });

  await t.step("misses and false alarms are as many as the matrix says", async () => {
    const list = async (kind: string) =>
      (await client.get<{ records: RankedRecord[] }>(
        `/models/${model}/records?kind=${kind}&limit=100`,
      )).records;
    const misses = await list("misses");
    const alarms = await list("false-alarms");
    assert.ok(misses.every(({ attack, flagged }) => attack && !flagged));
    assert.ok(alarms.every(({ attack, flagged }) => attack === false && flagged));
    const count = (records: RankedRecord[]) =>
      records.reduce((sum, { records }) => sum + records, 0);
    if (misses.length < 100) assert.equal(count(misses), fn);
    if (alarms.length < 100) assert.equal(count(alarms), fp);
    assert.ok(tn > 0 && alarms.length > 0);
    const scores = alarms.map(({ score }) => score);
    assert.deepEqual(scores, scores.toSorted((a, b) => b - a));
  });

  await t.step("a listed record is found by its row and scores the same", async () => {
    const path = `/models/${model}/records?kind=highest&limit=1`;
    const { records: [{ row, label, score, connection }] } = await client.get<{
      records: (RankedRecord & { connection: RecordConnection })[];
    }>(path);
    const found = await client.get<{ record: Record<string, unknown>; label: string }>(
      `/models/${model}/record?row=${row}`,
    );
    assert.equal(found.label, label);
    const { protocol_type, service } = found.record;
    assert.deepEqual([connection.protocol, connection.service], [protocol_type, service]);
    const { predictions } = await client.post<{ predictions: { score: number }[] }>(
      `/models/${model}/predict`,
      { records: [found.record] },
      200,
    );
    assert.ok(Math.abs(predictions[0].score - score) < 1e-5);
  });

  await t.step("agreement counts both and either", async () => {
    const { all, any, members, records } = await client.get<ModelAgreement>(
      `/agreement?models=${model},${second.model}`,
    );
    assert.equal(all.flagged + any.flagged, members[0].flagged + members[1].flagged);
    assert.equal(members[0].flagged, tp + fp);
    assert.equal(members[1].flagged, second.flaggedRows);
    assert.ok(records.length > 0 && records[0].scores.length === 2);
  });

  await t.step("what is wrong is named", async () => {
    const wrong = async (path: string, status: number, pointer?: string) => {
      const { errors } = await problem(await client.fetch(path), status);
      if (pointer) assert.equal(errors![0].pointer, pointer);
    };
    await wrong("/models/none/thresholds", 404);
    await wrong(`/models/${model}/records?kind=best`, 422, "/kind");
    await wrong(`/models/${model}/records?limit=0`, 422, "/limit");
    await wrong(`/models/${model}/record?row=0`, 422, "/row");
    await wrong(`/models/${model}/record?row=99999999`, 404);
    await wrong(`/agreement?models=${model}`, 422, "/models");
    await wrong(`/agreement?models=${model},none`, 404);
    const other = await start();
    await wrong(`/agreement?models=${model},${other.results[0].model}`, 422, "/models");
  });
});
