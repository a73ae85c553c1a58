import assert from "node:assert/strict";
import { join } from "node:path";
import type { Batch } from "../lib/resources/batch.ts";
import type { ModelSummary, Prediction } from "../lib/resources/model.ts";
import type { ModelCurves, Run } from "../lib/resources/run.ts";
import { Client } from "../testing/client.ts";
import { copyForestData } from "../testing/demo_server.ts";
import { startServer } from "../testing/server.ts";

Deno.test("a threshold is the same wherever it is read, whatever a kill has left", async () => {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-threshold-" });
  try {
    let model: string;
    let bundle: string;
    let run: Run;
    let changed: ModelSummary;
    const { demo: { test }, forest } = await copyForestData(dataFolder);
    {
      await using server = await startServer({ dataFolder });
      const client = new Client(server.url);
      run = await client.ended(forest.run);
      model = forest.model;
      bundle = join(dataFolder, "runs", run.id, "models", model, "bundle.json");
      const before = await Deno.readTextFile(bundle);
      const threshold = { rule: "contamination", share: 0.2 };
      const response = await client.fetch(`/models/${model}`, {
        method: "PATCH",
        body: JSON.stringify({ threshold }),
      });
      assert.equal(response.status, 200);
      changed = await response.json();
      assert.notEqual(changed.threshold.value, run.results[0].threshold.value);
      assert.equal(await Deno.readTextFile(bundle), before, "it is kept in one place");
      await server.kill();
    }
    // An older Netsift that was killed has left another one with the model.
    const stale = JSON.parse(await Deno.readTextFile(bundle));
    stale.result.threshold = { rule: "fixed", value: 123 };
    stale.result.flaggedRows = 0;
    await Deno.writeTextFile(bundle, JSON.stringify(stale));

    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const { threshold, flaggedRows } = changed;
    const shown = await client.get<ModelSummary>(`/models/${model}`);
    assert.deepEqual([shown.threshold, shown.flaggedRows], [threshold, flaggedRows]);
    const { results } = await client.get<Run>(`/runs/${run.id}`);
    assert.deepEqual(results[0].threshold, threshold);
    const { record } = await client.get<{ record: unknown }>(`/models/${model}/record`);
    for (const records of [[record], [record, record]]) {
      const { predictions } = await client.post<{ predictions: Prediction[] }>(
        `/models/${model}/predict`,
        { records },
        200,
      );
      assert.equal(predictions[0].threshold, threshold.value);
    }
    const stream = await client.fetch(`/models/${model}/score`, {
      method: "POST",
      body: JSON.stringify(record) + "\n",
    });
    assert.equal(JSON.parse((await stream.text()).trim()).threshold, threshold.value);
    const curves = await client.get<ModelCurves>(`/models/${model}/curves`);
    const rows = curves.order.predicted.reduce((sum, share) => sum + share, 0) *
      curves.order.windowRows;
    assert.ok(Math.abs(rows - flaggedRows) <= curves.order.windowRows, `${rows} ${flaggedRows}`);
    const ranked = await client.fetch(`/models/${model}/records?kind=highest`);
    assert.equal(ranked.status, 200, await ranked.text());
    const { id } = await client.post<{ id: string }>("/batches", {
      dataset: test,
      models: [model],
    });
    let batch = await client.get<Batch>(`/batches/${id}`);
    while (["queued", "running"].includes(batch.status)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      batch = await client.get<Batch>(`/batches/${id}`);
    }
    assert.deepEqual(batch.result!.models[0].threshold, threshold);
    assert.equal(batch.result!.models[0].flagged, flaggedRows);
    // It travels, too.
    const archive = await (await client.fetch(`/models/${model}/bundle.zip`)).bytes();
    const imported = await client.fetch("/models", { method: "POST", body: archive });
    const { id: copy } = await imported.json();
    const { threshold: travelled } = await client.get<ModelSummary>(`/models/${copy}`);
    assert.deepEqual(travelled, threshold);
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});
