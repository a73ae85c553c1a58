import assert from "node:assert/strict";
import fc from "fast-check";
import { readPasted } from "../lib/web/records/paste_record.ts";
import { recordOf, textsOf } from "../lib/web/records/predict_form.ts";
import type { ModelInput } from "../lib/learning/features/input.ts";
import { Client } from "../testing/client.ts";
import { gateOrNightly } from "../testing/nightly.ts";
import { startServer } from "../testing/server.ts";
import { WaysIn } from "../testing/ways_in.ts";

const NAMES = ["bytes", "rate", "volume", "duration", "load", "proto"];
const DETECTORS = [
  { kind: "isolation-forest", params: { trees: 30 } },
  { kind: "kmeans", params: { clusters: 3 } },
];

/** One way of writing the numbers of a file. */
interface Writer {
  delimiter: string;
  /** The cells of a flow by its numbers. */
  cells: (flow: Flow) => string[];
}

interface Flow {
  bytes: number;
  /** In thousandths. */
  rate: number;
  kilobytes: number;
  seconds: number;
  load: number;
  proto: string;
}

/** 12519 as 12.519 or 12,519. */
function grouped(number: number, sign: string): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, sign);
}

/** 3004 thousandths as 3,004 or 3.004. */
function decimal(thousandths: number, sign: string): string {
  const text = String(thousandths).padStart(4, "0");
  return `${text.slice(0, -3)}${sign}${text.slice(-3)}`;
}

function clock(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const german: Writer = {
  delimiter: ";",
  cells: ({ bytes, rate, kilobytes, seconds, load, proto }) => [
    ...[grouped(bytes, "."), decimal(rate, ","), `${decimal(kilobytes, ",")} M`],
    ...[clock(seconds), `${load} %`, proto],
  ],
};
const american: Writer = {
  delimiter: ",",
  cells: ({ bytes, rate, kilobytes, seconds, load, proto }) => [
    ...[`"${grouped(bytes, ",")}"`, decimal(rate, "."), `  ${kilobytes} K`],
    ...[clock(seconds), `${load}%`, proto],
  ],
};

const flow: fc.Arbitrary<Flow> = fc.record({
  bytes: fc.integer({ min: 1, max: 2_000_000 }),
  rate: fc.integer({ min: 1, max: 90_000 }),
  kilobytes: fc.integer({ min: 1, max: 9_000 }),
  seconds: fc.integer({ min: 0, max: 200_000 }),
  load: fc.integer({ min: 0, max: 100 }),
  proto: fc.constantFrom("tcp", "udp"),
});

function trainingFlow(i: number): Flow {
  return {
    bytes: 1 + (i * 7919) % 90_000,
    rate: 1 + (i * 37) % 40_000,
    kilobytes: 1 + (i * 131) % 5_000,
    seconds: (i * 13) % 3_000,
    load: (i * 7) % 100,
    proto: i % 3 ? "tcp" : "udp",
  };
}

const table = ({ delimiter, cells }: Writer, flows: Flow[]) =>
  [NAMES.join(delimiter), ...flows.map((each) => cells(each).join(delimiter))].join("\n") + "\n";

/** The flow with each cell as a text. */
const texts = ({ cells }: Writer, flow: Flow): Record<string, string> =>
  Object.fromEntries(
    cells(flow).map((cell, i) => [NAMES[i], cell.replaceAll('"', "")]),
  );

/** The flow with plain numbers. */
const plain = ({ bytes, rate, kilobytes, seconds, load, proto }: Flow, { delimiter }: Writer) => ({
  bytes,
  rate: rate / 1000,
  // As the file is read: a number times its unit.
  volume: delimiter === ";" ? kilobytes / 1000 * 1e6 : kilobytes * 1e3,
  duration: seconds,
  load,
  proto,
});

for (const [name, writer] of Object.entries({ german, american })) {
  Deno.test(`one record gets one verdict in the notation of its file, ${name}`, async () => {
    await using server = await startServer();
    const client = new Client(server.url);
    const flows = Array.from({ length: 300 }, (_, i) => trainingFlow(i));
    const train = await client.upload("train.csv", table(writer, flows));
    assert.equal(train.status, "ready", train.error ?? "");
    assert.equal(train.rejected.count, 0);
    // A derived dataset knows the notation of its parent.
    const { ids: [derived] } = await client.post<{ ids: string[] }>("/datasets/derive", {
      operation: "sample",
      dataset: train.id,
      rows: 250,
    });
    await client.ingested(derived);
    const training = { features: NAMES, detectors: DETECTORS };
    const ways = await WaysIn.train(client, { train: train.id, ...training });
    const ofDerived = await WaysIn.train(client, { train: derived, ...training });
    const exported = await (await client.fetch(`/datasets/${train.id}/data.csv`)).text();
    const byTraining = await ways.batch(train.id);
    await fc.assert(
      fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 12 }), async (flows) => {
        const csv = table(writer, flows);
        const numbers = flows.map((each) => JSON.stringify(plain(each, writer)));
        const strings = flows.map((each) => JSON.stringify(texts(writer, each)));
        const dataset = await client.upload("short.csv", csv);
        assert.equal(dataset.status, "ready", dataset.error ?? "");
        const byRun = await ways.tested(dataset.id);
        const byBatch = await ways.batch(dataset.id);
        const replayed = await ways.replay(ways.models[0], dataset.id);
        assert.deepEqual([replayed.scored, replayed.rejected], [flows.length, 0]);
        for (const [place, model] of ways.models.entries()) {
          const scoresOf = async (body: string) =>
            (await ways.stream(model, body)).map(({ score, error }) => error ?? score);
          const scores = await scoresOf(numbers.join("\n"));
          assert.deepEqual(await scoresOf(csv), scores, csv);
          const [again, plainly] = await Promise.all(
            [csv, numbers.join("\n")].map((body) =>
              ofDerived.stream(ofDerived.models[place], body)
            ),
          );
          assert.deepEqual(again, plainly.map((each) => ({ ...each, line: each.line! + 1 })));
          assert.deepEqual(await scoresOf(strings.join("\n")), scores, csv);
          assert.deepEqual(byRun[place], scores, csv);
          assert.deepEqual(byBatch[place], scores, csv);
          assert.deepEqual(await scoresOf(exported), byTraining[place]);
          const { inputs } = await client.get<{ inputs: ModelInput[] }>(`/models/${model}`);
          for (const [i, record] of strings.slice(0, 3).entries()) {
            assert.equal((await ways.predict(model, record)).score, scores[i], record);
            const lines = [
              NAMES.join(writer.delimiter),
              writer.cells(flows[i]).join(writer.delimiter),
            ];
            for (const text of [record, numbers[i], lines.join("\n")]) {
              const pasted = readPasted(text, inputs, { training: [], kdd: [] });
              assert.ok(!("fault" in pasted), JSON.stringify(pasted));
              const form = recordOf(inputs, textsOf(inputs, pasted.record));
              assert.deepEqual(form.errors, {}, text);
              const { score } = await ways.predict(model, JSON.stringify(form.record));
              assert.equal(score, scores[i], text);
            }
          }
        }
      }),
      { numRuns: gateOrNightly(1, 10), endOnFailure: true },
    );
  });
}

Deno.test("batches and runs say where points may separate thousands", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const flows = Array.from({ length: 120 }, (_, i) => trainingFlow(i));
  const train = await client.upload("train.csv", table(german, flows));
  const training = { train: train.id, features: ["bytes", "rate"], detectors: DETECTORS };
  const ways = await WaysIn.train(client, training);
  const doubtful = ["bytes,rate", "12.519,3", "98.004,7", "1.250,11"].join("\n") + "\n";
  const { id } = await client.upload("doubtful.csv", doubtful);

  const { result } = await ways.batchOf(id, ways.models);
  assert.match(result!.models[0].warnings!.join(" "), /Points in "bytes" were read as decimal/);
  const run = await client.run({ ...training, test: id });
  assert.match(run.warnings.join(" "), /Points in "bytes" were read as decimal/);
});
