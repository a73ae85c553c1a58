import assert from "node:assert/strict";
import type { ColumnProfile } from "../lib/resources/dataset.ts";
import type { MissingPolicy } from "../lib/learning/features/missing_policy.ts";
import type { Prediction } from "../lib/resources/model.ts";
import type { ModelInput } from "../lib/learning/features/input.ts";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** Every third row of "scan" has an infinite rate; some rows of both labels lack it or hold NaN. */
function flows(rows: number): string {
  const lines = ["duration,rate,service,verdict,label"];
  for (let i = 0; i < rows; i++) {
    const scan = i % 4 === 3;
    const rate = scan && i % 3 === 0
      ? "Infinity"
      : i % 50 === 7
      ? ""
      : i % 50 === 8
      ? "NaN"
      : i % 97;
    const service = ["web", "mail", "dns"][(i * 7) % 11 % 3];
    lines.push(
      `${scan ? i % 5 : 10 + i % 31},${rate},${service},${scan ? "bad" : "good"},` +
        (scan ? "scan" : "benign"),
    );
  }
  return lines.join("\n");
}

Deno.test("API: missing and infinite values, and what becomes of them", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const train = await client.upload("train.csv", flows(1200));
  const test = await client.upload("test.csv", flows(600));
  const patch = async (body: unknown) =>
    await client.fetch(`/datasets/${train.id}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const patched = async (body: unknown) => {
    const response = await patch(body);
    assert.equal(response.status, 200);
    return await response.json() as Dataset;
  };
  const column = ({ columns }: Dataset, name: string): ColumnProfile =>
    columns.find((each) => each.name === name)!;
  const lines = flows(1200).split("\n").slice(1);
  const without = (label: string) =>
    lines.filter((line) => /,(Infinity|NaN|),/.test(line) && line.endsWith(`,${label}`)).length;

  await t.step(
    "of two changes at once none is lost, and a refused one changes nothing",
    async () => {
      await Promise.all([patched({ missing: { rate: "zero" } }), patched({ normal: ["scan"] })]);
      const both = await client.get<Dataset>(`/datasets/${train.id}`);
      assert.equal(column(both, "rate").policy, "zero");
      assert.deepEqual(both.labels.filter(({ attack }) => !attack).map(({ name }) => name), [
        "scan",
      ]);
      await problem(await patch({ name: "other", missing: { colour: "zero" } }), 422);
      assert.deepEqual(await client.get(`/datasets/${train.id}`), both);
      const [before] = train.columns.filter(({ name }) => name === "rate");
      await patched({ missing: { rate: before.policy }, normal: ["benign"] });
      assert.deepEqual(await client.get(`/datasets/${train.id}`), train);
    },
  );

  await t.step("the profile counts both apart and loses no row", () => {
    const rate = column(train, "rate");
    assert.equal(rate.type, "numeric");
    assert.equal(rate.infinite, lines.filter((line) => line.includes("Infinity")).length);
    assert.equal(rate.missing, lines.filter((line) => /,(NaN|),/.test(line)).length);
    assert.equal(rate.policy, "median");
    assert.equal(rate.max, 96);
    assert.equal(
      rate.histogram!.counts.reduce((sum, count) => sum + count, 0),
      1200 - rate.missing - rate.infinite,
    );
    assert.deepEqual(
      train.labels.map(({ name, count, dropped }) => [name, count, dropped]),
      [["benign", 900, 0], ["scan", 300, 0]],
    );
    assert.match(train.warnings.join(" "), /"rate" has \d+ infinite values/);
  });

  await t.step("a column that gives the label away is off, and says why", () => {
    const verdict = column(train, "verdict");
    assert.equal(verdict.role, "leaking");
    assert.match(verdict.reason!, /99\.9%/);
    assert.equal(column(train, "service").role, "categorical");
    assert.equal(column(train, "duration").reason, null);
    assert.match(train.warnings.join(" "), /"verdict" reveals the label/);
  });

  const run = async (policy: MissingPolicy) => {
    const amended = await patched({ missing: { rate: policy } });
    assert.equal(column(amended, "rate").policy, policy);
    const done = await client.run({
      train: train.id,
      test: test.id,
      detectors: [{ kind: "isolation-forest", params: { trees: 10 } }],
    });
    assert.equal(done.status, "done", done.error ?? "");
    assert.deepEqual(done.data!.features, ["duration", "rate", "service"]);
    return { amended, done, model: done.results[0].model };
  };
  const predict = (model: string, record: unknown) =>
    client.fetch(`/models/${model}/predict`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ records: [record] }),
    });
  const scoreOf = async (model: string, record: unknown) => {
    const response = await predict(model, record);
    assert.equal(response.status, 200);
    const { predictions } = await response.json() as { predictions: Prediction[] };
    return predictions[0].score;
  };

  for (const policy of ["median", "zero", "indicator"] as const) {
    await t.step(`"${policy}" keeps every row and scores records without the value`, async () => {
      const { done, model } = await run(policy);
      assert.deepEqual(done.data!.policyDropped, { train: 0, test: 0 });
      assert.deepEqual([done.data!.trainRows, done.data!.testRows], [1200, 600]);
      assert.equal(done.data!.columns, policy === "indicator" ? 6 : 5);
      const { inputs } = await client.get<{ inputs: ModelInput[] }>(`/models/${model}`);
      assert.equal(inputs.find(({ name }) => name === "rate")!.optional, true);
      const empty = await scoreOf(model, { duration: 12, rate: null, service: "web" });
      assert.equal(await scoreOf(model, { duration: 12, rate: "Infinity", service: "web" }), empty);
      const zero = await scoreOf(model, { duration: 12, rate: 0, service: "web" });
      if (policy === "zero") assert.equal(zero, empty);
    });
  }

  await t.step(
    '"drop-row" says which labels lose rows, in the profile and in the run',
    async () => {
      const { amended, done, model } = await run("drop-row");
      assert.deepEqual(
        amended.labels.map(({ name, dropped }) => [name, dropped]),
        [["benign", without("benign")], ["scan", without("scan")]],
      );
      assert.ok(without("benign") > 0 && without("scan") > 0);
      const dropped = without("benign") + without("scan");
      assert.match(amended.warnings.join(" "), new RegExp(`leave out ${dropped} rows .*"scan"`));
      assert.equal(done.data!.policyDropped.train, dropped);
      assert.equal(done.data!.trainRows, 1200 - dropped);
      assert.equal(done.data!.testRows, 600 - done.data!.policyDropped.test);
      assert.match(
        done.warnings.join(" "),
        new RegExp(`${dropped} rows of "train.csv".*of "scan"`),
      );
      const fault = await problem(await predict(model, { duration: 1, service: "web" }), 422);
      assert.match(fault.errors![0].pointer, /rate/);
    },
  );

  await t.step("policies are for columns of numbers that exist", async () => {
    for (const [name, policy] of [["service", "zero"], ["colour", "zero"], ["rate", "guess"]]) {
      const { errors } = await problem(await patch({ missing: { [name]: policy } }), 422);
      assert.equal(errors![0].pointer, `/missing/${name}`);
    }
  });

  await t.step("a dataset may have no label, and get one again", async () => {
    const bare = await patched({ label: null });
    assert.equal(bare.labelColumn, null);
    assert.deepEqual(bare.labels, []);
    assert.equal(column(bare, "label").role, "leaking");
    assert.match(bare.warnings.join(" "), /no label column/);
    const again = await patched({ label: "label" });
    assert.deepEqual(
      again.labels.map(({ name, count, attack, dropped }) => [name, count, attack, dropped]),
      [["benign", 900, false, without("benign")], ["scan", 300, true, without("scan")]],
    );
    assert.equal(
      again.labels.reduce((sum, { duplicates }) => sum + duplicates, 0),
      again.duplicates.rows,
    );
    assert.doesNotMatch(again.warnings.join(" "), /no label column/);
  });
});
