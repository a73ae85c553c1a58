import assert from "node:assert/strict";
import type { Frame } from "./frame.ts";
import { FeaturePipeline } from "./pipeline.ts";
import { ShiftCounter } from "./shifts.ts";

function frame(bytes: number[], services: (string | null)[]): Frame {
  const categories = [...new Set(services.filter((service) => service !== null))];
  return {
    rows: bytes.length,
    columns: [
      { type: "numeric", name: "bytes", values: Float32Array.from(bytes) },
      {
        type: "categorical",
        name: "service",
        codes: Int32Array.from(services, (each) => each === null ? -1 : categories.indexOf(each)),
        categories,
      },
    ],
  };
}

const training = frame([1, 2, 3, 4], ["http", "dns", "http", "dns"]);

for (const encoding of ["one-hot", "label", "frequency"] as const) {
  const { features } = FeaturePipeline.fit(training, { encoding }).toJSON();
  const shiftsOf = (...blocks: Frame[]) => {
    const counter = new ShiftCounter(features);
    for (const block of blocks) counter.add(block);
    return counter.shifts();
  };

  Deno.test(`ShiftCounter finds categories that training lacked in nearly all records, ${encoding}`, () => {
    const known = frame([1], ["dns"]);
    const unknown = frame(Array(9).fill(2), Array(9).fill("smtp"));
    assert.deepEqual(shiftsOf(known, unknown), [{
      feature: "service",
      kind: "unseen",
      share: 0.9,
    }]);
    assert.deepEqual(shiftsOf(known, known, unknown), []);
  });

  Deno.test(`ShiftCounter finds numbers out of range and missing values, ${encoding}`, () => {
    assert.deepEqual(shiftsOf(frame([1000, 2000], [null, null])), [
      { feature: "bytes", kind: "outside", share: 1 },
      { feature: "service", kind: "missing", share: 1 },
    ]);
    assert.deepEqual(shiftsOf(frame([NaN, NaN], ["http", "dns"])), [
      { feature: "bytes", kind: "missing", share: 1 },
    ]);
    assert.deepEqual(shiftsOf(frame([1, 4], ["http", "dns"])), []);
    assert.deepEqual(shiftsOf(), []);
  });
}

Deno.test("ShiftCounter expects values to be missing where they were in training", () => {
  const gaps = frame([NaN, NaN, NaN, 4], ["http", "dns", "http", "dns"]);
  const { features } = FeaturePipeline.fit(gaps, { encoding: "one-hot" }).toJSON();
  const count = (of: Frame, rows?: Uint32Array) => {
    const counter = new ShiftCounter(features);
    counter.add(of, rows);
    return counter;
  };
  const empty = frame([NaN, NaN], ["http", "dns"]);
  assert.deepEqual(count(empty).shifts(count(gaps)), []);
  const full = count(gaps, Uint32Array.of(3));
  assert.deepEqual(count(empty).shifts(full), [{ feature: "bytes", kind: "missing", share: 1 }]);
});
