import assert from "node:assert/strict";
import type { Detector } from "../../detectors/detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { InvalidRecordError } from "../../learning/features/record_matrix.ts";
import { findCounterfactuals } from "./find_counterfactuals.ts";

/** Bytes from 0 to 1000, of which half are 100; most records have the flag SF, some S0, few REJ. */
const pipeline = FeaturePipeline.fit({
  rows: 10,
  columns: [
    {
      type: "numeric",
      name: "bytes",
      values: Float32Array.of(0, 100, 100, 100, 100, 100, 100, 100, 100, 1000),
    },
    { type: "numeric", name: "rate", values: Float32Array.from({ length: 10 }, (_, i) => i / 9) },
    {
      type: "categorical",
      name: "flag",
      codes: Int32Array.of(0, 0, 0, 0, 0, 0, 0, 1, 1, 2),
      categories: ["SF", "S0", "REJ"],
    },
  ],
}, { encoding: "one-hot", scaling: "min-max" });

/** A detector by a function of bytes, rate and flag, with the number of records it has scored. */
function detectorOf(score: (bytes: number, rate: number, flag: string) => number) {
  const column = new Map(pipeline.names.map((name, index) => [name, index]));
  const counts = { rows: 0, calls: 0 };
  const detector = {
    score({ data, rows, cols }: Matrix) {
      counts.rows += rows;
      counts.calls++;
      return Promise.resolve(Float32Array.from({ length: rows }, (_, row) => {
        const value = (name: string) => data[row * cols + column.get(name)!];
        const flag = ["SF", "S0", "REJ"].find((name) => value(`flag=${name}`) === 1) ?? "";
        return score(value("bytes") * 1000, value("rate"), flag);
      }));
    },
  } as unknown as Detector;
  return { model: { pipeline, detector }, counts };
}

const record = { bytes: 900, rate: 0.5, flag: "REJ" };

Deno.test("findCounterfactuals() finds the smallest change of a number to four digits", async () => {
  const { model, counts } = detectorOf((bytes) => bytes);
  const found = await findCounterfactuals(model, record, 333.3);
  assert.equal(found.anomaly, true);
  const [bytes, ...others] = found.features;
  assert.equal(bytes.feature, "bytes");
  assert.equal(bytes.value, 900);
  assert.equal(bytes.change?.to, 333, "whole numbers, as in training");
  assert.ok(Math.abs(bytes.size! - 0.567) < 1e-6);
  assert.deepEqual(others.map(({ change }) => change), [null, null]);
  assert.ok(others.every(({ lowest }) => lowest?.score === 900));
  assert.ok(counts.calls < 12, "trials are scored together");
});

Deno.test("findCounterfactuals() looks on both sides and takes the nearer one", async () => {
  const { model } = detectorOf((_, rate) => Math.abs(rate - 0.45) < 0.25 ? 1 : 0);
  const { features: [rate] } = await findCounterfactuals(model, record, 0.5);
  assert.equal(rate.feature, "rate");
  assert.ok(
    Number(rate.change?.to) >= 0.7 && Number(rate.change?.to) < 0.7005,
    `${rate.change?.to}`,
  );
});

Deno.test("findCounterfactuals() leads back a value from beyond the training range", async () => {
  const { model } = detectorOf((bytes) => bytes);
  const far = { ...record, bytes: "5000000" };
  const { features: [bytes] } = await findCounterfactuals(model, far, 2000);
  assert.equal(bytes.value, 5_000_000);
  assert.ok(Number(bytes.change?.to) <= 2000 && Number(bytes.change?.to) > 1990);
});

Deno.test("findCounterfactuals() gives the most frequent category that does", async () => {
  const { model } = detectorOf((_bytes, _rate, flag) => flag === "REJ" ? 1 : 0);
  const { features: [flag] } = await findCounterfactuals(model, record, 0.5);
  assert.deepEqual(flag, {
    feature: "flag",
    value: "REJ",
    change: { to: "SF", score: 0 },
    size: null,
    lowest: { to: "SF", score: 0 },
    tried: 2,
  });
});

Deno.test("findCounterfactuals() says that a record is normal as it is", async () => {
  const { model } = detectorOf(() => 0);
  const found = await findCounterfactuals(model, record, 0.5);
  assert.deepEqual(found, { score: 0, threshold: 0.5, anomaly: false, features: [] });
});

Deno.test("findCounterfactuals() looks at the features named only, and refuses bad records", async () => {
  const { model } = detectorOf((bytes) => bytes);
  const { features } = await findCounterfactuals(model, record, 300, ["rate"]);
  assert.deepEqual(features.map(({ feature }) => feature), ["rate"]);
  await assert.rejects(
    findCounterfactuals(model, { ...record, bytes: "x" }, 300),
    InvalidRecordError,
  );
});
