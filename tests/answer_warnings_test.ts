import assert from "node:assert/strict";
import { createRandom } from "../lib/base/random.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { WaysIn } from "../testing/ways_in.ts";

const FEATURES = ["dur", "bytes", "service"];

function flows(rows: number, service: (i: number) => string | null, seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: rows }, (_, i) => ({
    ...{ dur: random.next(), bytes: random.next() },
    service: service(i),
  }));
}

const table = (records: object[]) =>
  [FEATURES.join(), ...records.map((record) => Object.values(record).join())].join("\n");
const known = (i: number) => ["http", "dns", "ssh"][i % 3];

interface Line {
  line?: number;
  warnings?: string[];
}

Deno.test("predict, streams and batches warn of the same records in the same words", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const train = await client.upload("train.csv", table(flows(400, known, 1)));
  const detectors = [
    { kind: "isolation-forest", params: { trees: 30 }, threshold: { rule: "fixed", value: 0.2 } },
    { kind: "kmeans" },
  ];
  const ways = await WaysIn.train(client, { train: train.id, features: FEATURES, detectors });
  const predict = async (model: string, records: object[]) =>
    await client.post<{ predictions: object[]; warnings?: string[] }>(
      `/models/${model}/predict`,
      { records },
      200,
    );
  const stream = async (model: string, body: string): Promise<Line[]> => {
    const response = await client.fetch(`/models/${model}/score`, { method: "POST", body });
    return (await response.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  };

  const cases = {
    "most are flagged": [ways.models[0], flows(320, known, 2), /^It flags 100% of the records/],
    "a category is new": [
      ways.models[1],
      flows(320, (i) => `s${i}`, 3),
      /^All records .*"service"/,
    ],
    "values are missing": [
      ...[ways.models[1], flows(320, () => null, 4), /^All records have no value.*"service"/],
    ],
  } as unknown as Record<string, [string, ReturnType<typeof flows>, RegExp]>;
  for (const [name, [model, records, words]] of Object.entries(cases)) {
    await t.step(name, async () => {
      const dataset = await client.upload("new.csv", table(records));
      const batch = await ways.batchOf(dataset.id, [model]);
      const expected = batch.result!.models[0].warnings!;
      assert.match(expected.join("\n"), words);
      const answer = await predict(model, records);
      assert.equal(answer.predictions.length, records.length);
      assert.deepEqual(answer.warnings, expected);
      const ndjson = records.map((record) => JSON.stringify(record)).join("\n");
      // A stream looks again each time that its records have doubled: 20, 40, … 320.
      for (const body of [ndjson, table(records)]) {
        const lines = await stream(model, body);
        assert.deepEqual(lines.findLast(({ warnings }) => warnings)?.warnings, expected);
        assert.equal(lines.length, records.length);
      }
      const socket = new WebSocket(
        `${server.url.replace("http", "ws")}/api/v1/models/${model}/stream`,
      );
      const told = Promise.withResolvers<string[]>();
      socket.onopen = () => socket.send(ndjson);
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        const lines: Line[] = data.split("\n").filter(Boolean).map((line) => JSON.parse(line));
        const warned = lines.find(({ warnings }) => warnings);
        if (warned) told.resolve(warned.warnings!);
      };
      socket.onerror = () => told.reject(new Error("The socket failed."));
      assert.match((await told.promise).join("\n"), words);
      socket.close();
    });
  }

  await t.step("few records, and usual ones, have no warnings", async () => {
    const [forest, clusters] = ways.models;
    const few = flows(19, () => null, 5);
    const usual = flows(100, known, 6);
    for (const [model, records] of [[forest, few], [clusters, usual]] as const) {
      assert.ok(!("warnings" in await predict(model, records)));
      const lines = await stream(model, records.map((each) => JSON.stringify(each)).join("\n"));
      assert.equal(lines.length, records.length);
    }
  });
});
