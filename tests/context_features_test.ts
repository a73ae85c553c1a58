import assert from "node:assert/strict";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { type Verdict, WaysIn } from "../testing/ways_in.ts";

interface Connection {
  ts: number | string;
  "id.orig_h": string;
  "id.orig_p": number;
  "id.resp_h": string | null;
  "id.resp_p": number;
  proto: string;
  service: string | null;
  conn_state: string;
  orig_bytes: number;
}

const START = 1_700_000_000;

/** Hosts that browse and resolve names; now and then a server does not answer. */
function usual(i: number, from: number): Connection {
  const isDns = i % 3 === 0;
  return {
    ts: Number((from + 0.7 * i).toFixed(6)),
    "id.orig_h": `10.0.0.${1 + i % 7}`,
    "id.orig_p": 40_000 + i % 500,
    "id.resp_h": i === 5 ? null : `10.1.0.${1 + i % 11}`,
    "id.resp_p": isDns ? 53 : 443,
    proto: isDns ? "udp" : "tcp",
    service: isDns ? "dns" : i % 5 ? "ssl" : null,
    conn_state: i % 8 === 7 ? "S0" : "SF",
    orig_bytes: i % 8 === 7 ? 0 : 100 + (i * 37) % 400,
  };
}

/** A port scan: each of its connections alone is like one that a server did not answer. */
function scan(i: number, from: number): Connection {
  return {
    ...usual(7, from),
    ts: Number((from + 0.01 * i).toFixed(6)),
    "id.orig_h": "10.0.0.3",
    "id.resp_h": "10.1.0.4",
    "id.resp_p": i % 2 ? 443 : 53,
  };
}

const lines = (connections: Connection[]) =>
  connections.map((each) => JSON.stringify(each)).join("\n");

function csv(connections: Connection[]): string {
  const names = Object.keys(connections[0]) as (keyof Connection)[];
  return [
    names.join(","),
    ...connections.map((each) => names.map((name) => each[name] ?? "").join(",")),
  ].join("\n");
}

const CLUSTERS = { kind: "kmeans", params: { clusters: 4 } };
const SETTINGS = { features: ["orig_bytes", "conn_state"], detectors: [CLUSTERS] };

Deno.test("models look at the connections around a record, whichever way it comes in", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const quiet = Array.from({ length: 600 }, (_, i) => usual(i, START));
  const mixed = [
    ...Array.from({ length: 100 }, (_, i) => usual(i, START + 5000)),
    ...Array.from({ length: 60 }, (_, i) => scan(i, START + 5100)),
    ...Array.from({ length: 100 }, (_, i) => usual(i, START + 5200)),
  ];
  const train = await client.upload("conn.ndjson", lines(quiet));
  assert.equal(train.status, "ready", train.error ?? "");
  const ways = await WaysIn.train(client, {
    ...SETTINGS,
    train: train.id,
    context: { seconds: [2, 30], connections: 20 },
  });
  const [model] = ways.models;
  const { id } = await client.upload("mixed.ndjson", lines(mixed));
  const stream = await ways.stream(model, lines(mixed));
  const scores = stream.map(({ score }) => score!);
  const isScan = (_: unknown, i: number) => i >= 110 && i < 160;

  await t.step("a single connection shows no scan; with its context it does", async () => {
    const { results: [{ model: blind }] } = await client.run({
      ...SETTINGS,
      train: train.id,
      split: { test: 0.2 },
    });
    const unanswered = mixed.findIndex(({ conn_state }) => conn_state === "S0");
    const blindScores = (await ways.stream(blind, lines(mixed))).map(({ score }) => score!);
    assert.deepEqual(
      blindScores.filter(isScan),
      Array.from({ length: 50 }, () => blindScores[unanswered]),
    );
    // Of the first records nothing is known that came before.
    const usualScores = scores.filter((_, i) => i >= 50 && i < 100 || i >= 210);
    assert.ok(Math.min(...scores.filter(isScan)) > Math.max(...usualScores));
    assert.ok(stream.filter(isScan).every(({ anomaly }) => anomaly));
  });

  await t.step("the test of a run, batches, streams, lists and replays say the same", async () => {
    const [byBatch] = await ways.batchVerdicts(id);
    assert.deepEqual(byBatch.map(({ score }) => score), scores);
    const [byTest] = await ways.testVerdicts(id);
    assert.deepEqual(byTest.map(({ score }) => score), scores);
    assert.deepEqual((await ways.stream(model, csv(mixed))).map(({ score }) => score), scores);
    const records = mixed.map((each) => JSON.stringify(each));
    for (const isSequence of [true, false]) {
      const listed = await ways.predictAll(model, records, isSequence);
      assert.deepEqual(listed.map(({ score }) => score), scores);
    }
    const { contributions } = (await ways.predictAll(model, records))[150] as Verdict & {
      contributions: { feature: string; value: number }[];
    };
    assert.equal(contributions.find(({ feature }) => feature === "count")!.value, 51);
    const replayed = await ways.replay(model, id);
    const { status, scored, rejected } = replayed;
    assert.deepEqual([status, scored, rejected], ["done", mixed.length, 0]);
    const { monitor } = await client.get<{ monitor: { totals: { flagged: number } } }>(
      `/live/${model}`,
    );
    const byReplay = monitor.totals.flagged;
    assert.equal(byReplay % stream.filter(({ anomaly }) => anomaly).length, 0);
  });

  await t.step("a record that brings its context keeps it", async () => {
    const { record } = await client.get<{ record: Record<string, unknown> }>(
      `/models/${model}/record`,
    );
    assert.ok("count" in record && "src_ports_30s" in record, JSON.stringify(record));
    const given = { ...mixed[150], count: 51 };
    const whole = await ways.predictAll(
      model,
      [given, mixed[150]].map((each) => JSON.stringify(each)),
    ) as (Verdict & { filled?: string[] })[];
    assert.ok(whole[0].filled!.includes("srv_count") && !whole[0].filled!.includes("count"));
    assert.equal(whole[1].filled, undefined);
  });

  await t.step("words that say the time are read alike", async () => {
    const worded = (each: Connection) => ({
      ...each,
      ts: new Date(1000 * Number(each.ts)).toISOString(),
    });
    const dated = await client.upload("dated.ndjson", lines(quiet.map(worded)));
    const again = await WaysIn.train(client, { ...SETTINGS, train: dated.id, context: {} });
    const test = await client.upload("test.ndjson", lines(mixed.map(worded)));
    const [byTest] = await again.testVerdicts(test.id);
    const streamed = await again.stream(again.models[0], lines(mixed.map(worded)));
    assert.deepEqual(streamed.map(({ score }) => score), byTest.map(({ score }) => score));
  });

  await t.step("data without times or hosts is refused with the reason", async () => {
    const { id: bare } = await client.upload("bare.csv", "a,b\n" + "1,2\n3,4\n".repeat(30));
    const ask = (path: string, body: object) =>
      client.fetch(path, { method: "POST", body: JSON.stringify(body) });
    const refused = await problem(
      await ask("/runs", { train: bare, context: {}, detectors: [CLUSTERS] }),
      422,
    );
    assert.match(JSON.stringify(refused.errors), /\/context.*has no times, source addresses/);
    const twice = { train: train.id, context: { seconds: [2, 2] }, detectors: [CLUSTERS] };
    assert.match(
      JSON.stringify((await problem(await ask("/runs", twice), 422)).errors),
      /\/context\/seconds\/1.*listed twice/,
    );
    const batch = await problem(await ask("/batches", { dataset: bare, models: [model] }), 422);
    assert.match(JSON.stringify(batch), /needs context features.*has no times/);
  });
});
