import assert from "node:assert/strict";
import type { Batch } from "../lib/resources/batch.ts";
import type { ModelSummary } from "../lib/resources/model.ts";
import { createRandom } from "../lib/base/random.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** Connections with uncorrelated numbers; every tenth is an attack, which sends more. */
function connections(service: (i: number) => string, scale = 1, seed = 1, label = true): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: 400 }, (_, i) => {
    const attack = label && i % 10 === 0;
    const numbers = ["a", "b", "c"].map(() =>
      (scale * (random.next() + (attack ? 3 : 0))).toFixed(4)
    );
    return [...numbers, service(i), ...label ? [attack ? "DoS" : "BENIGN"] : []].join(",");
  });
  return [`dur,bytes,pkts,service${label ? ",Label" : ""}`, ...lines].join("\n");
}

const known = (i: number) => ["http", "dns", "ssh"][i % 3];

Deno.test("API: runs and batches warn where a default misleads", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const train = await client.upload("train.csv", connections(known));
  const forest = { kind: "isolation-forest", params: { trees: 30 } };
  const run = async (test: string, detectors: unknown[], more: object = {}) => {
    const ended = await client.run({ train: train.id, test, detectors, ...more });
    assert.equal(ended.status, "done", ended.error ?? "");
    return ended;
  };
  const like = await client.upload("like.csv", connections(known, 1, 2));

  await t.step("a category that training did not have, in runs and batches", async () => {
    const other = await client.upload("other.csv", connections((i) => `svc${i % 2}`, 1, 2));
    const { warnings, results } = await run(other.id, [{ kind: "kmeans" }]);
    const said = warnings.filter((warning) => /unknown from training/.test(warning));
    assert.equal(said.length, 1, warnings.join("\n"));
    assert.match(said[0], /^All normal test records .* in "service"\. .*Check/);
    const { id } = await client.post<{ id: string }>("/batches", {
      dataset: other.id,
      models: [results[0].model],
    });
    let batch = await client.get<Batch>(`/batches/${id}`);
    while (batch.status === "queued" || batch.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      batch = await client.get<Batch>(`/batches/${id}`);
    }
    assert.match(batch.result!.models[0].warnings!.join("\n"), /All records .* in "service"/);
    const good = await run(like.id, [{ kind: "kmeans" }]);
    assert.deepEqual(good.warnings, []);
    assert.equal(good.results[0].warnings, undefined);
  });

  await t.step("numbers in other units", async () => {
    const milliseconds = await client.upload("ms.csv", connections(known, 1000, 2));
    const { warnings } = await run(milliseconds.id, [{ kind: "kmeans" }]);
    assert.match(warnings.join("\n"), /outside the range .* in "dur", "bytes", "pkts".*same units/);
    assert.match(warnings.join("\n"), /K-Means: It flags .* of the normal test records/);
  });

  await t.step("most normal records flagged, until the threshold is changed", async () => {
    const { warnings, results: [{ model, warnings: own }] } = await run(like.id, [
      { ...forest, threshold: { rule: "fixed", value: 0.2 } },
    ]);
    assert.match(own!.join("\n"), /^It flags .* of the normal test records and .* held-out/);
    assert.deepEqual(warnings, own!.map((warning) => `Isolation Forest: ${warning}`));
    const summary = await client.get<ModelSummary>(`/models/${model}`);
    assert.deepEqual(summary.warnings, own);
    const response = await client.fetch(`/models/${model}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ threshold: { rule: "quantile", q: 0.95 } }),
    });
    assert.equal(response.status, 200);
    assert.equal((await response.json()).warnings, undefined);
    const none = await run(like.id, [{ ...forest, threshold: { rule: "fixed", value: 5 } }]);
    assert.match(none.warnings.join("\n"), /flags no test record, although 40 of them are attacks/);
  });

  await t.step("records without labels", async () => {
    const unlabelled = await client.upload("unlabelled.csv", connections(known, 1, 3, false));
    const ended = await client.run({
      ...{ train: unlabelled.id, split: { test: 0.4 } },
      detectors: [{ ...forest, threshold: { rule: "fixed", value: 0.2 } }],
    });
    assert.match(
      ended.warnings.join("\n"),
      /It flags 100% of the test records and 100% of the held-out/,
    );
  });

  await t.step("PCA of uncorrelated columns is of use by default, and says so", async () => {
    const features = ["dur", "bytes", "pkts"];
    const usual = await run(like.id, [{ kind: "pca" }], { features });
    assert.ok(usual.results[0].metrics.rocAuc! > 0.95);
    assert.match(usual.warnings.join("\n"), /PCA reconstruction: The features hardly correlate/);
    const all = await run(like.id, [{ kind: "pca", params: { components: 3 } }], { features });
    assert.match(all.warnings.join("\n"), /It keeps all 3 components/);
    assert.match(all.warnings.join("\n"), /same score|flags no test record/);
  });

  await t.step("a share far from that of attacks", async () => {
    const { warnings } = await run(like.id, [
      { ...forest, threshold: { rule: "contamination", share: 0.01 } },
    ]);
    assert.match(
      warnings.join("\n"),
      /flags 1\.0% of the test records, but 10\.0% of them are att/,
    );
  });
});
