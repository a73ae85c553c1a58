import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import type { ModelFit } from "../lib/resources/model.ts";
import type { Batch } from "../lib/resources/batch.ts";
import { Client } from "../testing/client.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";
import { WaysIn } from "../testing/ways_in.ts";

const FOREST = { kind: "isolation-forest", params: { trees: 20 } };
/** Features that traffic alone provides, under KDD'99's names. */
const TRAFFIC = ["duration", "protocol_type", "flag", "src_bytes", "dst_bytes"];
const CONTEXT = ["count", "srv_count", "serror_rate", "same_srv_rate", "dst_host_count"];

const data = await realDataFolder();

async function lines(path: string, most: number): Promise<string> {
  const bytes = gunzipSync(await Deno.readFile(join(data!, path)));
  return new TextDecoder().decode(bytes).split("\n").slice(0, most).join("\n");
}

Deno.test({
  name: "models of CIC-IDS-2017, KDD'99 and Zeek score a capture",
  ignore: data === null,
  async fn(t) {
    await using server = await startServer();
    const client = new Client(server.url);
    const capture = await client.upload(
      "capture.pcap",
      await Deno.readFile(join(data!, "captures/test-cc-capture-2.pcap")),
    );
    assert.equal(capture.status, "ready", capture.error ?? "");
    const train = async (name: string, body: string, features: string[] | "all" = "all") => {
      const { id } = await client.upload(name, body);
      const run = await client.run({ train: id, features, labels: "ignore", detectors: [FOREST] });
      assert.equal(run.status, "done", run.error ?? "");
      return run.results[0].model;
    };
    const fitOf = async (model: string): Promise<ModelFit> =>
      (await client.get<ModelFit[]>(`/datasets/${capture.id}/models`))
        .find((fit) => fit.model === model)!;
    const scored = async (model: string): Promise<Batch> => {
      const { id } = await client.post<Batch>("/batches", { dataset: capture.id, models: [model] });
      const batch = await client.ended<Batch>(id, "batches");
      assert.equal(batch.status, "done", batch.error ?? "");
      return batch;
    };

    await t.step("CIC-IDS-2017, corrected and as published", async () => {
      const folder = "cicids2017";
      const corrected = await lines(`${folder}/improved_sampled_5000/BENIGN_5000.csv.gz`, 1000);
      const published = await lines(`${folder}/mondirkb/baseline_ddos.csv.gz`, 1000);
      for (const [name, body] of [["corrected.csv", corrected], ["published.csv", published]]) {
        const model = await train(name, body, [
          ...["Flow Duration", "Flow Bytes/s", "Fwd IAT Mean", "SYN Flag Count"],
          ...(name === "corrected.csv"
            ? ["Dst Port", "Total Fwd Packet", "Fwd Segment Size Avg", "FWD Init Win Bytes"]
            : ["Total Fwd Packets", "Avg Fwd Segment Size", "Init_Win_bytes_forward"]),
        ]);
        const { fits, reason, mapped } = await fitOf(model);
        assert.ok(fits, reason ?? "");
        assert.deepEqual(
          mapped.map(({ column }) => column),
          name === "corrected.csv"
            ? []
            : ["orig_pkts", "Fwd Segment Size Avg", "FWD Init Win Bytes"],
        );
        const { result } = await scored(model);
        assert.equal(result!.models[0].unscored, 0);
      }
    });

    await t.step("KDD'99's traffic features, context included; content is named", async () => {
      const body = await lines("kddcup99/kddcup.data_10_percent.gz", 2000);
      const model = await train("kdd", body, [...TRAFFIC, ...CONTEXT]);
      const fit = await fitOf(model);
      assert.ok(fit.fits, fit.reason ?? "");
      assert.deepEqual(fit.computed, CONTEXT);
      assert.deepEqual(fit.mapped, [
        { feature: "protocol_type", column: "proto" },
        { feature: "flag", column: "conn_state" },
        { feature: "src_bytes", column: "orig_bytes" },
        { feature: "dst_bytes", column: "resp_bytes" },
      ]);
      assert.equal((await scored(model)).result!.models[0].unscored, 0);
      const whole = await train("kdd", body, [...TRAFFIC, "hot", "logged_in"]);
      const misfit = await fitOf(whole);
      assert.deepEqual([misfit.fits, misfit.missing], [false, ["hot", "logged_in"]]);
      assert.match(misfit.reason!, /Flows cannot provide "hot", "logged_in"/);
      const refused = await client.fetch("/batches", {
        method: "POST",
        body: JSON.stringify({ dataset: capture.id, models: [whole] }),
      });
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), /Flows cannot provide/);
    });

    await t.step("a Zeek log, with the context of its records", async () => {
      const log = await lines("zeek/008-zeek-mixed.conn.log.labeled.gz", 1000);
      const { id } = await client.upload("conn.log", log);
      const ways = await WaysIn.train(client, {
        train: id,
        features: ["duration", "orig_bytes", "resp_bytes", "conn_state", "proto", "id.resp_p"],
        context: {},
        detectors: [FOREST],
      });
      const [model] = ways.models;
      const fit = await fitOf(model);
      assert.ok(fit.fits, fit.reason ?? "");
      assert.deepEqual(fit.mapped, [{ feature: "id.resp_p", column: "Dst Port" }]);
      assert.equal((await scored(model)).result!.models[0].unscored, 0);
    });
  },
});
