import assert from "node:assert/strict";
import { TEN_FEATURES } from "../lib/web/training/feature_sets.ts";
import { Client } from "../testing/client.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";

const data = await realDataFolder();
if (data === null) {
  console.log("Skipped: the test on real KDD'99 data, for want of it (see NETSIFT_TEST_DATA).");
}

Deno.test({
  name: "API: KDD'99 from upload to prediction, as good as scikit-learn and PyTorch",
  ignore: data === null,
  async fn(t) {
    await using server = await startServer();
    const client = new Client(server.url);
    const upload = async (name: string) => {
      const file = await Deno.open(`${data}/kddcup99/${name}`);
      return await client.upload(name, file.readable);
    };

    const train = await upload("kddcup.data_10_percent.gz");
    const test = await upload("corrected.gz");

    await t.step("the profiles equal the published facts", () => {
      const normal = (dataset: typeof train) =>
        dataset.labels.find(({ name }) => name === "normal")!.count;
      assert.equal(train.rows, 494_021);
      assert.equal(normal(train), 97_278);
      assert.equal(train.rows - train.duplicates.rows, 145_586);
      assert.equal(test.rows, 311_029);
      assert.equal(normal(test), 60_593);
      assert.equal(test.rows - test.duplicates.rows, 77_291);
      assert.deepEqual([train.rejected.count, test.rejected.count], [0, 0]);
    });

    const run = await client.run({
      train: train.id,
      test: test.id,
      features: TEN_FEATURES,
      encoding: "one-hot",
      seed: 1,
      detectors: [
        {
          kind: "isolation-forest",
          params: { trees: 100, subsampleSize: 256 },
          threshold: { rule: "fixed", value: 0.5 },
        },
        { kind: "autoencoder" },
      ],
    });
    assert.equal(run.status, "done", run.error ?? "");
    const [forest, autoencoder] = run.results;

    await t.step("the detectors reach the reference", () => {
      assert.equal(run.data!.trainNormalRows, 97_278);
      for (const { metrics } of run.results) {
        const { tn, fp, fn, tp } = metrics.confusion!;
        assert.equal(tn + fp + fn + tp, 311_029);
      }
      assert.ok(forest.metrics.accuracy! >= 0.91, `forest accuracy ${forest.metrics.accuracy}`);
      assert.ok(forest.metrics.rocAuc! >= 0.965, `forest ROC-AUC ${forest.metrics.rocAuc}`);
      const { accuracy, rocAuc } = autoencoder.metrics;
      assert.ok(accuracy! >= 0.955, `autoencoder accuracy ${accuracy}`);
      assert.ok(rocAuc! >= 0.985, `autoencoder ROC-AUC ${rocAuc}`);
    });

    await t.step("a smurf flood is an anomaly for both", async () => {
      const record = {
        duration: 0,
        protocol_type: "icmp",
        service: "ecr_i",
        src_bytes: 1032,
        dst_bytes: 0,
        logged_in: 0,
        count: 511,
        srv_count: 511,
        dst_host_count: 255,
        dst_host_srv_count: 255,
      };
      for (const { model } of run.results) {
        const { predictions } = await client.post<{ predictions: { anomaly: boolean }[] }>(
          `/models/${model}/predict`,
          { records: [record] },
          200,
        );
        assert.equal(predictions[0].anomaly, true);
      }
    });
  },
});
