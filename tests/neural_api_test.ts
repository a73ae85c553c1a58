import assert from "node:assert/strict";
import type { Prediction } from "../lib/resources/model.ts";
import type { Run, RunResult } from "../lib/resources/run.ts";
import { Client, type Dataset, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

/** Small networks and few epochs: what they find does not matter here. */
const SMALL = { layers: [8], epochs: 2, batchSize: 512, learningRate: 0.01 };

Deno.test("API: detectors that look at windows, learn from attacks, tell their engine", async (t) => {
  await using server = await startDemoServer();
  const client = new Client(server.url);
  const { demo } = server;
  const train = await client.ingested(demo.train);
  const test = await client.ingested(demo.test);
  const request = { train: train.id, test: test.id, seed: 7 };
  const attacks = train.labels.filter(({ attack }) => attack)
    .reduce((sum, { count }) => sum + count, 0);

  const run = await client.run({
    ...request,
    detectors: [
      { kind: "lstm-classifier", params: SMALL },
      { kind: "lstm-autoencoder", params: { ...SMALL, window: 5 } },
      { kind: "isolation-forest" },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [classifier, windowed, forest] = run.results;

  await t.step("a supervised detector learns from attacks, the others do not", async () => {
    assert.equal(classifier.trainedAttacks, attacks);
    assert.equal(windowed.trainedAttacks, undefined);
    assert.equal(windowed.trainedRows + windowed.heldOutRows, run.data!.trainNormalRows);
    assert.equal(classifier.trainedRows, windowed.trainedRows + attacks);
    const warning = run.warnings.find((each) => each.startsWith("LSTM classifier learnt from"));
    const known = train.labels.map(({ name }) => name);
    const unknown = test.labels.filter(({ name, attack }) => attack && !known.includes(name));
    assert.ok(unknown.length > 0);
    for (const { name } of unknown) assert.match(warning!, new RegExp(`"${name}"`));
    const { rocAuc } = await alone(client, request, "isolation-forest");
    assert.equal(forest.metrics.rocAuc, rocAuc);
  });

  await t.step("results tell what computed them", () => {
    for (const { engine } of [classifier, windowed]) {
      assert.ok(["kernels", "tfjs"].includes(engine!.engine));
      assert.ok(engine!.threads >= 1);
    }
    assert.equal(forest.engine, undefined);
    assert.deepEqual(run.results.map(({ context }) => context), [undefined, 4, undefined]);
  });

  await t.step("TensorFlow.js trains where it is asked for, and the kernels score", async () => {
    const params = { hidden: [8], epochs: 2, networks: 1 };
    const both = await client.run({
      ...request,
      detectors: [
        { kind: "autoencoder", params: { ...params, engine: "tfjs" } },
        { kind: "autoencoder", params },
      ],
    });
    assert.equal(both.status, "done", both.error ?? "");
    const [asked, auto] = both.results;
    assert.equal(asked.engine!.engine, "tfjs");
    assert.equal(asked.params.engine, "tfjs");
    assert.equal(auto.params.engine, "auto");
    const [theirs, ours] = await Promise.all(
      ["autoencoder_1_score", "autoencoder_2_score"].map((name) => scoresOf(client, both, name)),
    );
    const apart = theirs.filter((score, i) => Math.abs(score - ours[i]) > 0.01 * (1 + ours[i]));
    assert.equal(apart.length, 0, `${apart.length} of ${theirs.length}`);
    const { predictions } = await client.post<{ predictions: Prediction[] }>(
      `/models/${asked.model}/predict`,
      { records: await firstRecords(client, test, 5) },
      200,
    );
    predictions.forEach(({ score }, i) =>
      assert.ok(Math.abs(score - theirs[i]) <= 1e-5 * (1 + theirs[i]))
    );
    const page = await (await fetch(`${server.url}/runs/${both.id}`)).text();
    assert.match(page, /TensorFlow\.js, 1 thread\./);
    const detectors = [{ kind: "autoencoder", params: { engine: "gpu" } }];
    const body = JSON.stringify({ ...request, detectors });
    const refused = await problem(await client.fetch("/runs", { method: "POST", body }), 422);
    assert.deepEqual(refused.errors!.map(({ pointer }) => pointer), [
      "/detectors/0/params/engine",
    ]);
  });

  await t.step("records of a sequence are scored as in the test", async () => {
    const records = await firstRecords(client, test, 12);
    const predict = async (sequence?: boolean) =>
      (await client.post<{ predictions: Prediction[] }>(
        `/models/${windowed.model}/predict`,
        { records, sequence },
        200,
      )).predictions;
    const scores = (await scoresOf(client, run, "lstm-autoencoder_2_score")).slice(0, 12);
    const together = await predict(true);
    for (const [index, { score, contributions }] of together.entries()) {
      assert.ok(Math.abs(score - scores[index]) <= 1e-5 * scores[index], `record ${index + 1}`);
      const sum = contributions.reduce((sum, { weight }) => sum + weight, 0);
      assert.ok(Math.abs(sum - score) <= 1e-4 * score, `${sum} for ${score}`);
    }
    const alone = await predict();
    assert.deepEqual(await predict(false), alone);
    assert.equal(alone[0].score, together[0].score);
    assert.ok(alone.slice(1).some(({ score }, index) => score !== together[index + 1].score));
    const [{ score }] = (await client.post<{ predictions: Prediction[] }>(
      `/models/${windowed.model}/predict`,
      { records: [records[7]] },
      200,
    )).predictions;
    assert.ok(Math.abs(score - alone[7].score) <= 1e-5 * score);
    const bad = await problem(
      await client.fetch(`/models/${windowed.model}/predict`, {
        method: "POST",
        body: JSON.stringify({ records, sequence: "yes" }),
      }),
      422,
    );
    assert.deepEqual(bad.errors!.map(({ pointer }) => pointer), ["/sequence"]);
  });

  await t.step("sequences by a column change windows, and nothing else", async () => {
    const again = await client.run({
      ...request,
      sequenceBy: "service",
      detectors: run.request.detectors,
    });
    assert.equal(again.status, "done", again.error ?? "");
    assert.equal(again.request.sequenceBy, "service");
    const scores = async (run: Run, column: string) => await scoresOf(client, run, column);
    for (const column of ["lstm-classifier_1_score", "isolation-forest_3_score"]) {
      assert.deepEqual(await scores(again, column), await scores(run, column));
    }
    const column = "lstm-autoencoder_2_score";
    assert.notDeepEqual(await scores(again, column), await scores(run, column));
    const useless = await client.run({
      ...request,
      sequenceBy: "service",
      detectors: [{ kind: "isolation-forest" }],
    });
    assert.match(useless.warnings.join(), /"service" had no effect/);
  });

  await t.step("what cannot be learnt from is refused at once", async () => {
    const refused = async (body: Record<string, unknown>) => {
      const response = await client.fetch("/runs", { method: "POST", body: JSON.stringify(body) });
      return (await problem(response, 422)).errors!.map(({ pointer }) => pointer);
    };
    const calm = await client.upload(
      "calm.csv",
      "bytes,host,label\n" +
        Array.from({ length: 50 }, (_, i) => `${i * 37 % 11},h${i % 3},normal\n`).join(""),
    );
    assert.equal(calm.status, "ready", calm.error ?? "");
    const detectors = [{ kind: "isolation-forest" }, { kind: "lstm-classifier" }];
    assert.deepEqual(await refused({ train: calm.id, detectors }), ["/detectors/1"]);
    assert.deepEqual(await refused({ ...request, detectors, sequenceBy: "host" }), ["/sequenceBy"]);
  });

  await t.step("/metrics tells the engine of the server", async () => {
    assert.match(
      await (await fetch(`${server.url}/metrics`)).text(),
      /^netsift_engine_info\{backend="wasm",simd="true",threads="\d+",fast_kernels="(true|false)",fused_multiply_add="(true|false)"\} 1$/m,
    );
  });

  await t.step("losses of a run that goes on are there for who comes late", async () => {
    const params = { ...SMALL, epochs: 1000, patience: 1000 };
    const { id } = await client.post<{ id: string }>("/runs", {
      ...request,
      detectors: [{ kind: "lstm-autoencoder", params: { ...params, epochs: 3 } }, {
        kind: "lstm-autoencoder",
        params,
      }],
    });
    const get = () => client.get<Run>(`/runs/${id}`);
    await until(async () => ((await get()).progress?.losses?.[1]?.train.length ?? 0) >= 2);
    const { progress } = await get();
    const [first, second] = progress!.losses!;
    assert.deepEqual([first.detector, second.detector], [0, 1]);
    assert.equal(first.train.length, 3);
    assert.equal(second.validation.length, second.train.length);
    const replayed = await firstMetrics(client, id, 5);
    assert.deepEqual(
      replayed.map(({ detector, epoch }) => [detector, epoch]),
      [[0, 1], [0, 2], [0, 3], [1, 1], [1, 2]],
    );
    await client.post(`/runs/${id}/cancel`, {}, 200);
    assert.equal((await get()).progress, null);
    if (Deno.build.os === "linux") {
      await until(async () => (await childrenOf(server.pid)).length === 0);
    }
  });
});

/** The metrics of a run with one detector alone. */
async function alone(
  client: Client,
  request: Record<string, unknown>,
  kind: string,
): Promise<RunResult["metrics"]> {
  return (await client.run({ ...request, detectors: [{ kind }] })).results[0].metrics;
}

/** A column of a run's scores.csv. */
async function scoresOf(client: Client, run: Run, column: string): Promise<number[]> {
  const text = await (await client.fetch(`/runs/${run.id}/scores.csv`)).text();
  const [header, ...lines] = text.trimEnd().split("\r\n").map((line) => line.split(","));
  return lines.map((cells) => Number(cells[header.indexOf(column)]));
}

/** The first records of a dataset, in file order. */
async function firstRecords(
  client: Client,
  { id }: Dataset,
  count: number,
): Promise<Record<string, string>[]> {
  const text = await (await client.fetch(`/datasets/${id}/data.csv`)).text();
  const [names, ...lines] = text.split("\r\n").slice(0, count + 1).map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(cells.map((cell, i) => [names[i], cell])));
}

/** The first `metric` events of a run. */
async function firstMetrics(
  client: Client,
  run: string,
  count: number,
): Promise<{ detector: number; epoch: number }[]> {
  const response = await client.fetch(`/runs/${run}/events`);
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = [...text.matchAll(/^event: metric\ndata: (.*)\n\n/gm)];
    if (events.length >= count) return events.slice(0, count).map(([, data]) => JSON.parse(data));
  }
  throw new Error(`The stream ended after:\n${text}`);
}

/** The processes that a process has started and that still live; on Linux. */
async function childrenOf(pid: number): Promise<number[]> {
  const children: number[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(parent) === pid && state !== "Z") children.push(Number(name));
  }
  return children;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!await condition()) {
    if (performance.now() > deadline) throw new Error("It did not come to be within a minute.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
