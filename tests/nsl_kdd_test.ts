import assert from "node:assert/strict";
import { Client } from "../testing/client.ts";
import { gateOrNightly } from "../testing/nightly.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";

const data = await realDataFolder();
if (data === null) {
  console.log("Skipped: the test on real NSL-KDD data, for want of it (see NETSIFT_TEST_DATA).");
}

Deno.test({
  name: "API: on NSL-KDD the neural detectors tell attacks as well as PyTorch's do",
  ignore: data === null,
  async fn() {
    await using server = await startServer();
    const client = new Client(server.url);
    const upload = async (name: string) => {
      const file = await Deno.open(`${data}/nsl-kdd/${name}`);
      return await client.upload(name, file.readable);
    };
    // The first epochs bring nearly all that the 50 of the default do.
    const params = { epochs: gateOrNightly(6, 50) };
    const run = await client.run({
      train: (await upload("KDDTrain+.txt.gz")).id,
      test: (await upload("KDDTest+.txt.gz")).id,
      features: "all",
      seed: 2,
      detectors: [{ kind: "autoencoder", params }, { kind: "lstm-autoencoder", params }],
    });
    assert.equal(run.status, "done", run.error ?? "");
    assert.equal(run.data!.trainNormalRows, 67_343);
    assert.ok(!run.data!.features.includes("difficulty"));
    for (const { kind, metrics } of run.results) {
      const { tn, fp, fn, tp } = metrics.confusion!;
      assert.deepEqual([tn + fp, fn + tp], [9_711, 12_833]);
      assert.ok(metrics.rocAuc! >= 0.955, `${kind}: ROC-AUC ${metrics.rocAuc}`);
    }
  },
});
