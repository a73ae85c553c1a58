import assert from "node:assert/strict";
import type { Prediction } from "../lib/resources/model.ts";
import type { Agreement } from "../lib/resources/run.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

const AUTOENCODER = { kind: "autoencoder", params: { hidden: [8, 4], epochs: 3 } };
const FOREST = { kind: "isolation-forest", params: { trees: 25 } };
const CLASSIFIER = {
  kind: "lstm-classifier",
  params: { layers: [8], window: 3, epochs: 2, batchSize: 512, learningRate: 0.01 },
};

Deno.test("API: hybrids of detectors that are trained with them or were before", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const test = await client.ingested(demo.test);
  const request = { train: demo.train, test: demo.test, seed: 7 };
  const hybrid = (params: Record<string, unknown>) => ({ kind: "hybrid", params });

  const run = await client.run({
    ...request,
    detectors: [
      AUTOENCODER,
      FOREST,
      hybrid({ members: [AUTOENCODER, FOREST] }),
      hybrid({ members: [CLASSIFIER, FOREST], rule: "mean" }),
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [autoencoder, forest, both, supervised] = run.results;

  await t.step("results count what members find together and alone", () => {
    const { members: [first, second], all, any, confidence, perClass } = both.agreement!;
    assert.equal(first.threshold.rule, "quantile");
    assert.equal(first.flagged + second.flagged, all.flagged + any.flagged);
    assert.equal(first.flagged, all.flagged + first.alone);
    assert.deepEqual(confidence, { high: all.flagged, medium: 0, low: any.flagged - all.flagged });
    assert.ok(all.flagged > 0 && first.alone > 0 && second.alone > 0);
    assert.deepEqual(both.threshold, { rule: "fixed", value: 2 });
    assert.equal(both.flaggedRows, all.flagged);
    assert.equal(both.metrics.precision, all.precision);
    assert.equal(perClass.reduce((sum, { rows }) => sum + rows, 0), test.rows);
    assert.equal(perClass.reduce((sum, { alone }) => sum + alone[1], 0), second.alone);
    assert.equal(autoencoder.agreement, undefined);
  });

  await t.step("a hybrid learns from attacks where a member does", () => {
    assert.ok(supervised.trainedAttacks! > 0 && both.trainedAttacks === undefined);
    assert.equal(supervised.context, 2);
    assert.deepEqual(supervised.agreement!.members[0].threshold, { rule: "fixed", value: 0.5 });
    assert.ok(run.warnings.some((text) => text.startsWith("Hybrid learnt from labelled attacks")));
  });

  await t.step("the page of the run shows it", async () => {
    const html = await (await fetch(`${server.url}/runs/${run.id}`)).text();
    const text = html.replaceAll(/<[^>]*>/g, "");
    assert.match(text, /Hybrid 1: what its members find/);
    assert.match(
      text,
      /Both members flag [\d,.]+ test records \(high confidence\); [\d,.]+ flagged by one model only/,
    );
    assert.match(text, /Autoencoder \(hidden 8,4; /);
    assert.doesNotMatch(text, /\[object Object\]/);
  });

  await t.step("predictions tell what each member says, and how far they agree", async () => {
    const drawn = await Promise.all(
      ["normal", "attack", "attack", "attack"].map((kind) =>
        client.get<{ record: unknown }>(`/models/${both.model}/record?kind=${kind}`)
      ),
    );
    const { predictions } = await client.post<{ predictions: Prediction[] }>(
      `/models/${both.model}/predict`,
      { records: drawn.map(({ record }) => record) },
      200,
    );
    for (const { members, confidence, score, anomaly, contributions } of predictions) {
      const votes = members!.filter((member) => member.anomaly).length;
      assert.equal(votes, Math.floor(score));
      assert.equal(anomaly, votes === 2);
      assert.equal(confidence, [null, "low", "high"][votes]);
      assert.deepEqual(members![0].threshold, both.agreement!.members[0].threshold);
      const sizes = contributions.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
      assert.ok(sizes > 0 && sizes < 1.00001);
    }
  });

  await t.step("trained models make the same hybrid without training", async () => {
    const again = await client.run({
      ...request,
      detectors: [hybrid({ members: [{ model: autoencoder.model }, { model: forest.model }] })],
    });
    assert.equal(again.status, "done", again.error ?? "");
    const [result] = again.results;
    const withoutModels = ({ members, ...rest }: Agreement) => ({
      ...rest,
      members: members.map(({ model: _, ...member }) => member),
    });
    assert.equal(result.agreement!.members[0].model, autoencoder.model);
    assert.deepEqual(withoutModels(result.agreement!), withoutModels(both.agreement!));
    assert.deepEqual(result.metrics, both.metrics);
  });

  await t.step("members that do not fit are refused, and it is said why", async () => {
    const errors = async (members: unknown[], change = {}) => {
      const body = { ...request, ...change, detectors: [hybrid({ members })] };
      const response = await client.fetch("/runs", { method: "POST", body: JSON.stringify(body) });
      return (await problem(response, 422)).errors!;
    };
    const trained = { model: autoencoder.model };
    const [seed] = await errors([FOREST, trained], { seed: 8, scaling: "robust" });
    assert.equal(seed.pointer, "/detectors/0/params/members/1/model");
    assert.match(seed.detail, /trained with another scaling, another seed/);
    const [missing] = await errors([FOREST, { model: "model-0" }]);
    assert.match(missing.detail, /There is no model "model-0"/);
    const [mixed] = await errors([CLASSIFIER, trained]);
    assert.match(mixed.detail, /prepared from normal records alone/);
    const [nested] = await errors([FOREST, { model: both.model }]);
    assert.equal(nested.pointer, "/detectors/0/params/members/1/kind");
    const [unknown] = await errors([FOREST, { ...FOREST, params: { trees: 0 } }]);
    assert.equal(unknown.pointer, "/detectors/0/params/members/1/params/trees");
    const [alone] = await errors([FOREST]);
    assert.match(alone.detail, /2 to 5 detectors/);
  });

  await t.step("counts are there without labels too", async () => {
    const lines = Array.from(
      { length: 400 },
      (_, i) => `${i % 7},${(i * 37) % 11},${i % 40 === 0 ? 90 : 1}`,
    );
    const plain = await client.upload("plain.csv", ["a,b,c", ...lines].join("\n"));
    const unlabelled = await client.run({
      train: plain.id,
      detectors: [hybrid({ members: [AUTOENCODER, FOREST], rule: "any" })],
    });
    assert.equal(unlabelled.status, "done", unlabelled.error ?? "");
    const [{ agreement, flaggedRows, threshold }] = unlabelled.results;
    assert.equal(threshold.value, 1);
    assert.equal(agreement!.any.flagged, flaggedRows);
    assert.equal(agreement!.any.precision, null);
    assert.deepEqual(agreement!.perClass, []);
  });
});
