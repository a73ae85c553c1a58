import assert from "node:assert/strict";
import fc from "fast-check";
import { readPasted } from "../lib/web/records/paste_record.ts";
import { recordOf, textsOf } from "../lib/web/records/predict_form.ts";
import type { ModelInput } from "../lib/learning/features/input.ts";
import { Client, problem } from "../testing/client.ts";
import { gateOrNightly } from "../testing/nightly.ts";
import { startServer } from "../testing/server.ts";
import { type Verdict, WaysIn } from "../testing/ways_in.ts";

type Cell = string | number | boolean | null | string[];

interface Flow {
  bytes: Cell;
  rate: Cell;
  proto: Cell;
  up: Cell;
  "flow.pkts": Cell;
  tags: Cell;
}

const NAMES = ["bytes", "rate", "proto", "up", "flow.pkts", "tags"] as const;

const DETECTORS = [
  { kind: "isolation-forest", params: { trees: 30 } },
  { kind: "hbos" },
  { kind: "kmeans", params: { clusters: 3 } },
];

/** JSON as Python writes it. */
function pythonJson(value: unknown): string {
  if (typeof value === "number") {
    return Number.isFinite(value) ? String(value) : pythonNumber(value);
  }
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, each]) =>
    `${JSON.stringify(key)}: ${pythonJson(each)}`
  );
  return `{${members.join(", ")}}`;
}

function pythonNumber(value: number): string {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

/** A record as programs nest it. */
function nested(flow: Flow): object {
  const { "flow.pkts": pkts, ...rest } = flow;
  return { ...rest, flow: { pkts, state: "closed" } };
}

function csvCell(value: Cell): string {
  const text = value === null ? "" : Array.isArray(value) ? JSON.stringify(value) : String(value);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(flows: Flow[], names: readonly string[] = NAMES): string {
  const rows = flows.map((flow) => NAMES.map((name) => csvCell(flow[name])).join(","));
  return `${[names.join(","), ...rows].join("\n")}\n`;
}

const number = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.1, 16777217, 3.4028234663852886e38, 3.4028235e38, 3e38, 1e39, 1e300, -1e300),
  fc.constantFrom(Infinity, -Infinity, 5e-324, 1e-46, 123456789012345680000),
  fc.constantFrom("1e400", "-1e400", "Infinity", "-inf", "+5", ".5", "5.", "007", " 12 ", "1E3"),
);
const missing = fc.constantFrom(
  ...[null, NaN, "", " ", "-", "?", "NA", "n/a", "null", "NaN", "None", "(empty)", "\\N", "#N/A"],
);
const flow: fc.Arbitrary<Flow> = fc.record({
  bytes: fc.oneof({ weight: 3, arbitrary: number }, missing),
  rate: fc.oneof({ weight: 3, arbitrary: number }, missing),
  proto: fc.constantFrom("tcp", "udp", "icmp", " tcp", "udp ", "sctp", "10013_57", "T", null, " "),
  up: fc.constantFrom<Cell>(true, false, "true", "False", "T", "F", " TRUE ", null, ""),
  "flow.pkts": fc.oneof({ weight: 3, arbitrary: number }, missing),
  tags: fc.constantFrom<Cell>(["a", "b"], [], ["c"], '["a","b"]', null, ""),
});

/** Traffic with gaps in every column but `proto`, `up` and `flow.pkts`. */
function trainingFlow(i: number): Flow {
  return {
    bytes: i % 11 ? (i * 37) % 900 : NaN,
    rate: i % 7 ? ((i * 13) % 100) / 8 : i % 2 ? Infinity : null,
    proto: i % 3 ? "tcp" : "udp",
    up: i % 4 > 0,
    "flow.pkts": (i * 7) % 60,
    tags: i % 5 ? ["a", "b"] : i % 2 ? [] : null,
  };
}

Deno.test("one record gets one verdict, whichever way it comes in", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const train = await client.upload(
    "train.ndjson",
    Array.from({ length: 400 }, (_, i) => pythonJson(nested(trainingFlow(i)))).join("\n"),
  );
  assert.equal(train.status, "ready", train.error ?? "");
  const ways = await WaysIn.train(client, {
    train: train.id,
    features: [...NAMES],
    detectors: DETECTORS,
  });
  const { models } = ways;
  const stream = ways.stream.bind(ways);
  const predict = ways.predict.bind(ways);
  let byTest: number[][] = [];
  const batch = async (name: string, body: string): Promise<unknown[][]> => {
    const { id, rows } = await client.upload(name, body);
    byTest = await ways.tested(id);
    const { status, scored, rejected } = await ways.replay(models[0], id);
    assert.deepEqual([status, scored, rejected], ["done", rows, 0]);
    return await ways.batch(id);
  };

  await t.step("by predict, paste, NDJSON and CSV streams and batches", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(flow, { minLength: 60, maxLength: 60 }), async (flows) => {
        const json = flows.map((each) => pythonJson(nested(each)));
        const flat = flows.map((each) => pythonJson(each)).join("\n");
        // Words are told from missing numbers by the whole column: most values must be numbers.
        const byJson = await batch("flows.ndjson", json.join("\n"));
        const byRun = byTest;
        const byCsv = await batch("flows.csv", csv(flows));
        for (const [place, model] of models.entries()) {
          const expected = await stream(model, json.join("\n"));
          const scores = expected.map(({ score, error }) => {
            assert.equal(error, undefined);
            return score;
          });
          const filled = expected.map((verdict) => verdict.filled);
          for (const [i, { proto, "flow.pkts": pkts }] of flows.entries()) {
            const isGap = (cell: Cell) => typeof cell !== "number" && !String(cell ?? "").trim();
            assert.equal(filled[i]?.includes("proto") ?? false, isGap(proto));
            if (isGap(pkts)) assert.ok(filled[i]?.includes("flow.pkts"));
          }
          const scoresOf = (verdicts: Verdict[]) => verdicts.map(({ score }) => score);
          assert.deepEqual(scoresOf(await stream(model, flat)), scores);
          const fromCsv = await stream(model, csv(flows));
          assert.deepEqual(scoresOf(fromCsv), scores);
          assert.deepEqual(fromCsv.map((verdict) => verdict.filled), filled);
          assert.deepEqual(
            scoresOf(
              await stream(
                model,
                csv(flows, ["Bytes", "RATE", "pro-to", "UP", "flow_pkts", "Tags"]),
              ),
            ),
            scores,
          );
          assert.deepEqual(byRun[place], scores);
          assert.deepEqual(byJson[place], scores);
          assert.deepEqual(byCsv[place], scores);
          const { inputs } = await client.get<{ inputs: ModelInput[] }>(`/models/${model}`);
          for (let i = 0; i < 12; i++) {
            const { score, anomaly, filled } = await predict(model, json[i]);
            const { [i]: verdict } = expected;
            assert.deepEqual([score, anomaly], [scores[i], verdict.anomaly], json[i]);
            assert.deepEqual(filled, verdict.filled);
            for (const text of [json[i], csv([flows[i]])]) {
              const pasted = readPasted(text, inputs, { training: [], kdd: [] });
              assert.ok(!("fault" in pasted), JSON.stringify(pasted));
              const again = await predict(model, pythonJson(pasted.record));
              assert.equal(again.score, scores[i], text);
              const typed = recordOf(inputs, textsOf(inputs, pasted.record));
              assert.deepEqual(typed.errors, {}, text);
              assert.equal((await predict(model, pythonJson(typed.record))).score, scores[i], text);
            }
          }
        }
      }),
      { numRuns: gateOrNightly(1, 10), endOnFailure: true },
    );
  });

  await t.step("a gap is filled in and said, a feature that is not named is refused", async () => {
    const { "flow.pkts": _, ...absent } = trainingFlow(1);
    const gap = { ...trainingFlow(1), "flow.pkts": null, proto: null };
    const [model] = models;
    const [first, second] = await stream(
      model,
      [gap, { ...absent, flow: {} }].map(pythonJson).join("\n"),
    );
    assert.deepEqual(first.filled, ["proto", "flow.pkts"]);
    assert.equal(second.error, "flow.pkts: A value is missing.");
    const { detail, errors } = await problem(
      await client.fetch(`/models/${model}/predict`, {
        method: "POST",
        body: pythonJson({ records: [gap, absent] }),
      }),
      422,
    );
    assert.match(JSON.stringify([detail, errors]), /flow.pkts.*A value is missing/);
    // In a file, the key of another line makes a column.
    const { id } = await client.upload("gaps.ndjson", [gap, absent].map(pythonJson).join("\n"));
    const done = await ways.batchOf(id, [model]);
    assert.deepEqual(done.result!.models[0].filled, [
      { feature: "flow.pkts", rows: 2 },
      { feature: "proto", rows: 1 },
    ]);
    assert.equal(done.result!.models[0].unscored, 0);
  });

  await t.step("a number where training had words only has no verdict", async () => {
    const flows = [trainingFlow(1), { ...trainingFlow(1), proto: "6" }, trainingFlow(2)];
    const lines = flows.map(pythonJson);
    const [model] = models;
    const refused = /proto: 6 is a number, but training had words/;
    assert.match((await stream(model, lines.join("\n")))[1].error!, refused);
    assert.match((await stream(model, csv(flows)))[1].error!, refused);
    const body = `{"records": [${lines[1]}]}`;
    await problem(await client.fetch(`/models/${model}/predict`, { method: "POST", body }), 422);
    const { id } = await client.upload("stray.ndjson", lines.join("\n"));
    assert.equal((await ways.batchOf(id, [model])).result!.models[0].unscored, 1);
    const { status, scored, rejected } = await ways.replay(model, id);
    assert.deepEqual([status, scored, rejected], ["done", 2, 1]);
    assert.deepEqual((await ways.tested(id)).map((scores) => scores.length), [2, 2, 2]);
  });

  await t.step("with drop-row a gap has no verdict", async () => {
    const changed = await client.fetch(`/datasets/${train.id}`, {
      method: "PATCH",
      body: JSON.stringify({ missing: { "flow.pkts": "drop-row" } }),
    });
    assert.ok(changed.ok, await changed.text());
    const { results, error } = await client.run({
      train: train.id,
      test: train.id,
      features: [...NAMES],
      detectors: DETECTORS.slice(1, 2),
    });
    assert.equal(error, null);
    const [{ model }] = results;
    const flows = [trainingFlow(1), { ...trainingFlow(1), "flow.pkts": null }, trainingFlow(2)];
    const lines = flows.map(pythonJson);
    const refused = /flow.pkts: A value is missing, and rows without one were left out/;
    assert.match((await stream(model, lines.join("\n")))[1].error!, refused);
    assert.match((await stream(model, csv(flows)))[1].error!, refused);
    const body = `{"records": [${lines[1]}]}`;
    await problem(await client.fetch(`/models/${model}/predict`, { method: "POST", body }), 422);
    const { id } = await client.upload("dropped.ndjson", lines.join("\n"));
    assert.equal((await ways.batchOf(id, [model])).result!.models[0].unscored, 1);
    const { status, scored, rejected } = await ways.replay(model, id);
    assert.deepEqual([status, scored, rejected], ["done", 2, 1]);
  });
});

const FOREST = { kind: "isolation-forest", params: { trees: 30 } };
const MOVING = { rule: "adaptive", q: 0.9, window: 50, resetAfter: 12 };
const WINDOWS = {
  kind: "lstm-autoencoder",
  params: { layers: [4], window: 3, epochs: 2 },
};
const ORDERED = [
  { ...FOREST },
  { kind: "hybrid", params: { members: [FOREST, { kind: "kmeans", params: { clusters: 3 } }] } },
  { ...WINDOWS },
  { kind: "kmeans", params: { clusters: 3 }, threshold: MOVING },
  { ...WINDOWS, threshold: MOVING },
];

/** Text in pieces that arrive one after the other. */
function pieces(text: string, length: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  return new ReadableStream({
    async pull(controller) {
      if (from > 0) await new Promise((resolve) => setTimeout(resolve, 2));
      controller.enqueue(bytes.subarray(from, from += length));
      if (from >= bytes.length) controller.close();
    },
  });
}

Deno.test("records in one order get the same verdicts, whichever way they come in", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const plain = (flow: Flow) => ({ ...flow, rate: Number.isFinite(flow.rate) ? flow.rate : null });
  const train = await client.upload(
    "train.ndjson",
    Array.from({ length: 600 }, (_, i) => JSON.stringify(plain(trainingFlow(i)))).join("\n"),
  );
  const ways = await WaysIn.train(client, {
    train: train.id,
    features: [...NAMES],
    detectors: ORDERED,
  });
  const ordered = fc.array(
    fc.tuple(fc.nat(599), fc.constantFrom(1, 1, 1, 40)).map(([i, factor]) => {
      const each = trainingFlow(i);
      return plain({ ...each, bytes: Number.isNaN(each.bytes) ? 0 : factor * Number(each.bytes) });
    }),
    { minLength: 80, maxLength: 120 },
  );
  const totals = async (model: string) => {
    const { monitor } = await client.get<{
      monitor: { totals: { records: number; flagged: number } } | null;
    }>(`/live/${model}`);
    return monitor?.totals ?? { records: 0, flagged: 0 };
  };
  const replayed = async (model: string, dataset: string, records: number) => {
    const before = await totals(model);
    assert.equal((await ways.replay(model, dataset, 400)).status, "done");
    for (;;) {
      const after = await totals(model);
      if (after.records >= before.records + records) return after.flagged - before.flagged;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await fc.assert(
    fc.asyncProperty(ordered, fc.integer({ min: 300, max: 3000 }), async (flows, length) => {
      const records = flows.map((flow) => JSON.stringify(flow));
      const { id, rows } = await client.upload("flows.ndjson", records.join("\n"));
      assert.equal(rows, flows.length);
      const byBatch = await ways.batchVerdicts(id);
      const byTest = await ways.testVerdicts(id);
      for (const [place, model] of ways.models.entries()) {
        const verdicts = await ways.stream(model, pieces(records.join("\n"), length));
        const plainly = ({ score, threshold, anomaly, severity, members }: Verdict) => ({
          ...{ score, threshold, anomaly, severity },
          members: members?.map((each) => typeof each === "boolean" ? each : each.anomaly),
        });
        const byStream = verdicts.map(plainly);
        const sequence = await ways.predictAll(model, records, true);
        assert.deepEqual(sequence.map(plainly), byStream);
        const decided = byStream.map(({ score, anomaly }) => ({ score, anomaly }));
        assert.deepEqual(
          byBatch[place],
          decided.map((each, i) => ({
            ...each,
            severity: Math.fround(byStream[i].severity!.value),
          })),
        );
        assert.deepEqual(byTest[place], decided);
        const flagged = decided.filter(({ anomaly }) => anomaly).length;
        assert.equal(await replayed(model, id, rows), flagged);
        for (const { score, threshold, anomaly } of byStream) {
          assert.equal(anomaly, score! > threshold!);
        }
        const { threshold } = ORDERED[place] as { threshold?: object };
        const thresholds = new Set(byStream.map((each) => each.threshold));
        if (!threshold) assert.equal(thresholds.size, 1);
        else assert.ok(thresholds.size > 10, `${thresholds.size} thresholds`);
        const saved = (await client.get<{ threshold: { value: number } }>(`/models/${model}`))
          .threshold.value;
        const alone = await ways.predictAll(model, records.slice(0, 3));
        assert.deepEqual(alone.map((each) => each.threshold), [saved, saved, saved]);
        const [first] = await ways.predictAll(model, records.slice(0, 1), true);
        assert.deepEqual(plainly(first), byStream[0]);
      }
    }),
    { numRuns: gateOrNightly(1, 10), endOnFailure: true },
  );
});
