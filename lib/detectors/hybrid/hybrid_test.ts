import assert from "node:assert/strict";
import { type Detector, type DetectorState, TrainingError } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { createHybrid, loadHybrid } from "./hybrid.ts";
import { FakeMember, FakeSource } from "./testing.ts";
import { randomMatrix } from "../isolation_forest/testing.ts";
import type { Params } from "../../learning/params.ts";
import { createDetector, loadDetector } from "../registry.ts";

/** Members whose scores are the columns of the row; held-out normals score 1 to 9 with each. */
const TWO = [{ kind: "autoencoder" }, { kind: "isolation-forest" }];
const HELD_OUT = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const AT = (value: number) => ({ rule: "fixed", value });

function matrixOf(rows: number[][], starts?: number[]): Matrix {
  const matrix: Matrix = {
    data: Float32Array.from(rows.flat()),
    rows: rows.length,
    cols: rows[0].length,
    names: rows[0].map((_, column) => `column ${column}`),
  };
  if (starts) matrix.starts = Uint32Array.from(starts);
  return matrix;
}

async function fitted(params: Params, x: Matrix, source = new FakeSource()): Promise<Detector> {
  const hybrid = await createHybrid(params, source);
  await hybrid.fit(x, { seed: 1, heldOut: () => Promise.resolve(HELD_OUT) });
  return hybrid;
}

function close(actual: ArrayLike<number>, expected: number[]): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs(actual[i] - value) < 1e-6, `${actual[i]} in place of ${value}`);
  }
}

const ROWS = matrixOf([[1, 1], [9, 1], [5, 9]]);
/** Ranks of the scores 1, 5 and 9 among the held-out ones. */
const [R1, R5, R9] = [0, 0.4, 0.8];

Deno.test("Hybrid.score() is mean, weighted mean or maximum of ranks", async () => {
  const members = [{ ...TWO[0], weight: 3 }, TWO[1]];
  const score = async (rule: string) =>
    await (await fitted({ members, rule, calibration: "rank" }, ROWS)).score(ROWS);
  close(await score("mean"), [R1, R9 / 2, (R5 + R9) / 2]);
  close(await score("weighted"), [R1, 3 * R9 / 4, (3 * R5 + R9) / 4]);
  close(await score("maximum"), [R1, R9, R9]);
});

Deno.test("Hybrid.score() counts votes above each member's threshold, and orders by rank within", async () => {
  const members = [{ ...TWO[0], threshold: AT(4) }, { ...TWO[1], threshold: AT(9) }];
  const hybrid = await fitted({ members, rule: "all", calibration: "rank" }, ROWS);
  const verdicts = new Uint8Array(4);
  const x = matrixOf([[1, 1], [9, 1], [5, 9], [5, 10]]);
  const scores = await hybrid.score(x, { verdicts });
  close(scores, [2 ** -20, 1 + R9 / 2, 1 + (R5 + R9) / 2, 2 + (R5 + 0.9) / 2]);
  assert.deepEqual([...verdicts], [0, 1, 1, 3]);
});

Deno.test("Hybrid has members with the thresholds that held-out rows gave", async () => {
  const members = [{ ...TWO[0], threshold: { rule: "quantile", q: 0.5 } }, TWO[1]];
  const hybrid = await createHybrid({ members }, new FakeSource());
  assert.equal(hybrid.members, undefined);
  await hybrid.fit(ROWS, { seed: 1, heldOut: () => Promise.resolve(HELD_OUT) });
  const [first, second] = hybrid.members!;
  assert.deepEqual(first, {
    kind: "autoencoder",
    threshold: { rule: "quantile", q: 0.5, value: 5 },
  });
  assert.equal(second.threshold.rule, "quantile");
  assert.ok(Math.abs(second.threshold.value - 8.76) < 1e-6);
});

Deno.test("Hybrid.fit() gives supervised members all rows, the others normal rows", async () => {
  const members = [{ kind: "lstm-classifier" }, { kind: "isolation-forest" }];
  const source = new FakeSource();
  const hybrid = await createHybrid({ members }, source);
  const x = matrixOf([[0, 0], [1, 1], [2, 2], [3, 3]], [0, 0, 2, 2]);
  const labels = Uint8Array.of(0, 1, 1, 0);
  await hybrid.fit(x, { seed: 5, labels, heldOut: () => Promise.resolve(HELD_OUT) });
  const [classifier, forest] = source.made.map((member) => member.fitted!);
  assert.equal(classifier.x, x);
  assert.deepEqual([...classifier.options.labels!], [0, 1, 1, 0]);
  assert.deepEqual([...forest.x.data], [0, 0, 3, 3]);
  assert.deepEqual([...forest.x.starts!], [0, 1]);
  assert.equal(forest.options.labels, undefined);
});

Deno.test("Hybrid.fit() gives members of one kind neighbouring seeds", async () => {
  const source = new FakeSource();
  const members = [TWO[0], TWO[1], TWO[0], TWO[0]];
  const hybrid = await createHybrid({ members }, source);
  const x = randomMatrix(10, 4, 1);
  await hybrid.fit(x, { seed: 2 ** 32 - 1, heldOut: () => Promise.resolve(HELD_OUT) });
  const seeds = source.made.map((member) => member.fitted!.options.seed);
  assert.deepEqual(seeds, [2 ** 32 - 1, 2 ** 32 - 1, 0, 1]);
});

Deno.test("Hybrid.fit() sets rows aside that no member learns from where none are held out", async () => {
  const source = new FakeSource([0, 2]);
  const hybrid = await createHybrid({ members: TWO, rule: "mean", calibration: "rank" }, source);
  const rows = Array.from({ length: 30 }, (_, row) => [row + 1, 100 + row]);
  const x = matrixOf(rows);
  await hybrid.fit(x, { seed: 3 });
  assert.equal(hybrid.context, 2);
  const learnt = source.made.map((member) =>
    [...member.fitted!.x.data].filter((_, i) => i % 2 === 0)
  );
  assert.equal(learnt[0].length, 27);
  assert.deepEqual(learnt[0], learnt[1]);
  const aside = rows.map(([first]) => first).filter((first) => !learnt[0].includes(first));
  const scores = await hybrid.score(x);
  const ranks = rows.map(([first]) => aside.filter((value) => value < first).length / 4);
  close(scores, ranks);
});

Deno.test("Hybrid.explain() adds what members say, by their share in the score", async () => {
  const hybrid = await fitted({ members: TWO, rule: "mean", calibration: "rank" }, ROWS);
  const [first, second] = [R5 / (R5 + R9), R9 / (R5 + R9)];
  const parts = await hybrid.explain(Float32Array.of(5, 9));
  assert.deepEqual(parts.map(({ column }) => column), [0, 1]);
  close(parts.map(({ weight }) => weight), [
    (4 * first - second) / 5,
    (4 * second - first) / 5,
  ]);
});

Deno.test("Hybrid.explain() asks the member that counts under maximum, with the rows it looks at", async () => {
  const params = { members: TWO, rule: "maximum", calibration: "rank" };
  const hybrid = await fitted(params, ROWS, new FakeSource([0, 1]));
  const parts = await hybrid.explain(Float32Array.of(1, 1, 9, 2));
  close(parts.map(({ weight }) => weight), [4 / 5, -1 / 5]);
  await assert.rejects(hybrid.explain(new Float32Array(6)), RangeError);
  await assert.rejects(hybrid.explain(Float32Array.of(1, NaN)), /NaN/);
});

Deno.test("loadHybrid() gives what was saved, with files of safe and different names", async () => {
  const source = new FakeSource([0, 3]);
  const params = { members: [{ ...TWO[0], threshold: AT(4) }, TWO[1]], rule: "any" };
  const hybrid = await fitted(params, ROWS, source);
  const state = await hybrid.save();
  assert.equal(Object.keys(state.files).length, 4);
  for (const name of Object.keys(state.files)) assert.match(name, /^[\w.-]+$/);
  const copy = JSON.parse(JSON.stringify({ ...state, files: {} })) as DetectorState;
  const loaded = await loadHybrid({ ...copy, files: state.files }, source);
  assert.equal(loaded.context, 3);
  assert.deepEqual(loaded.members, hybrid.members);
  assert.deepEqual(await loaded.score(ROWS), await hybrid.score(ROWS));
});

Deno.test("loadHybrid() refuses a damaged state", async () => {
  const source = new FakeSource();
  const state = await (await fitted({ members: TWO }, ROWS)).save();
  const { ["normals-2.f32"]: _, ...files } = state.files;
  await assert.rejects(loadHybrid({ ...state, files }, source), /normals-2\.f32 .* is missing/);
  await assert.rejects(loadHybrid({ ...state, data: {} }, source), TypeError);
  const members = (state.data.members as unknown[]).slice(1);
  const fewer = { ...state, data: { ...state.data, members } };
  await assert.rejects(loadHybrid(fewer, source), TypeError);
});

Deno.test("Hybrid takes trained members as they are and does not fit them", async () => {
  const source = new FakeSource();
  const members = [{ ...TWO[0], model: "model-7" }, TWO[1]];
  const hybrid = await createHybrid({ members, rule: "maximum", calibration: "rank" }, source);
  await assert.rejects(hybrid.fit(ROWS, { seed: 1 }), /"model-7" is not available/);
  const asked: string[] = [];
  await hybrid.fit(ROWS, {
    seed: 1,
    heldOut: () => Promise.resolve(HELD_OUT),
    trained: async (model) => {
      asked.push(model);
      return await new FakeMember("autoencoder", 1).save();
    },
  });
  assert.deepEqual(asked, ["model-7"]);
  assert.ok(source.made[0].disposed && source.made[0].fitted === null);
  assert.equal(hybrid.members![0].model, "model-7");
  close(await hybrid.score(matrixOf([[9, 1]])), [R1]);
});

Deno.test("Hybrid.fit() names the member that fails, and ends when it is cancelled", async () => {
  const failing = (error: Error) => {
    const source = new FakeSource();
    const create = async (kind: Detector["kind"]) => {
      const member = await source.create(kind);
      if (kind === "isolation-forest") member.fit = () => Promise.reject(error);
      return member;
    };
    return createHybrid({ members: TWO }, { create, load: (state) => source.load(state) });
  };
  const few = (await failing(new RangeError("too few rows"))).fit(ROWS, { seed: 1 });
  await assert.rejects(few, { name: "RangeError", message: "Isolation Forest: too few rows" });
  const diverged = (await failing(new TrainingError("it diverges"))).fit(ROWS, { seed: 1 });
  await assert.rejects(diverged, { name: "TrainingError", message: /^Isolation Forest: / });
  const controller = new AbortController();
  const hybrid = await createHybrid({ members: TWO }, new FakeSource());
  const cancelled = hybrid.fit(ROWS, {
    seed: 1,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await assert.rejects(cancelled, { name: "AbortError" });
  const whole = await fitted({ members: TWO }, ROWS);
  await assert.rejects(whole.score(ROWS, { signal: AbortSignal.abort() }), { name: "AbortError" });
});

Deno.test("Hybrid reports progress that rises to 1", async () => {
  const hybrid = await createHybrid({ members: TWO }, new FakeSource());
  const fractions: number[] = [];
  await hybrid.fit(ROWS, { seed: 1, onProgress: ({ fraction }) => fractions.push(fraction) });
  assert.deepEqual(fractions, [0.5, 0.5, 1, 1]);
});

Deno.test("Hybrid refuses other columns, NaN, no columns, and to score before a fit", async () => {
  const hybrid = await createHybrid({ members: TWO }, new FakeSource());
  await assert.rejects(hybrid.score(ROWS), /not fitted/);
  const none = { data: new Float32Array(), rows: 3, cols: 0, names: [] };
  await assert.rejects(hybrid.fit(none, { seed: 1 }), /at least one column/);
  await assert.rejects(hybrid.fit(matrixOf([[1, NaN], [1, 2]]), { seed: 1 }), /NaN/);
  await hybrid.fit(ROWS, { seed: 1 });
  const renamed = { ...ROWS, names: ["other", "names"] };
  await assert.rejects(hybrid.score(renamed), /columns differ/);
});

Deno.test("Hybrid frees its members", async () => {
  const source = new FakeSource();
  const hybrid = await fitted({ members: TWO }, ROWS, source);
  hybrid.dispose();
  assert.ok(source.made.every(({ disposed }) => disposed));
});

Deno.test("createHybrid() refuses weights that are all zero", async () => {
  const members = TWO.map((member) => ({ ...member, weight: 0 }));
  await assert.rejects(
    createHybrid({ members, rule: "weighted" }, new FakeSource()),
    /At least one member must have a weight above 0/,
  );
  await createHybrid({ members, rule: "mean" }, new FakeSource());
});

const REAL = {
  members: [
    { kind: "autoencoder", params: { hidden: [4, 2], epochs: 2 } },
    { kind: "isolation-forest", params: { trees: 10 } },
    { kind: "lstm-autoencoder", params: { layers: [4], window: 3, epochs: 1 } },
  ],
  rule: "majority",
};

Deno.test("Hybrid of real detectors is the same for the same seed, saved and loaded too", async () => {
  const x = randomMatrix(60, 3, 1);
  const scores: Float32Array[] = [];
  for (const seed of [1, 1, 2]) {
    const hybrid = await createDetector("hybrid", REAL);
    await hybrid.fit(x, { seed });
    const loaded = await loadDetector(await hybrid.save());
    scores.push(await loaded.score(x));
    assert.deepEqual(scores.at(-1), await hybrid.score(x));
    assert.ok(scores.at(-1)!.every((score) => score > 0 && score < 4));
    hybrid.dispose();
    loaded.dispose();
  }
  assert.deepEqual(scores[0], scores[1]);
  assert.notDeepEqual(scores[0], scores[2]);
});

Deno.test("Hybrid of real detectors learns from ten rows, one column and constant columns", async () => {
  const tiny = {
    members: [
      { kind: "isolation-forest", params: { trees: 5 } },
      { kind: "isolation-forest", params: { trees: 5 } },
    ],
  };
  for (const rule of ["all", "mean"]) {
    for (const x of [randomMatrix(10, 1, 1), matrixOf(Array.from({ length: 10 }, () => [1, 1]))]) {
      const hybrid = await createDetector("hybrid", { ...tiny, rule });
      await hybrid.fit(x, { seed: 1 });
      assert.ok((await hybrid.score(x)).every(Number.isFinite));
      hybrid.dispose();
    }
  }
});
