import assert from "node:assert/strict";
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import type { Frame } from "../../learning/features/frame.ts";
import { JobError } from "../../jobs/child.ts";
import { firstIndices } from "../../base/typed_arrays.ts";
import type { RunRows } from "./read_rows.ts";
import { withoutStrayNumbers } from "./stray_numbers.ts";

function frameOf(protos: (string | null)[]): Frame {
  const categories = [...new Set(protos.filter((word) => word !== null))];
  return {
    rows: protos.length,
    columns: [{
      type: "categorical",
      name: "proto",
      codes: Int32Array.from(protos, (word) => word === null ? -1 : categories.indexOf(word)),
      categories,
    }],
  };
}

function rowsOf(protos: (string | null)[]): RunRows {
  return {
    frame: frameOf(protos),
    labels: null,
    sequences: null,
    rowNumbers: firstIndices(protos.length),
    duplicates: 0,
    dropped: 0,
    rows: firstIndices(protos.length),
    isAttack: null,
    attack: [],
  };
}

const fit = (protos: (string | null)[]) =>
  FeaturePipeline.fit(frameOf(protos), { encoding: "one-hot" });

Deno.test("withoutStrayNumbers() leaves out what predictions refuse, and says so", () => {
  const warnings: string[] = [];
  const protos = ["tcp", "6", null, "sctp", " 17.0 ", "6tcp", "NA"];
  const pipeline = fit(["tcp", "udp"]);
  const { rows } = withoutStrayNumbers(rowsOf(protos), [pipeline], (each) => warnings.push(each));
  assert.deepEqual([...rows], [0, 2, 3, 5, 6]);
  assert.deepEqual(warnings, [
    '2 test rows have a number in "proto", where training had words only, and were left out.',
  ]);
  protos.forEach((proto, row) => {
    const predict = () => pipeline.transformRecord({ proto });
    if (rows.includes(row)) predict();
    else assert.throws(predict, /is a number, but training had words/);
  });
});

Deno.test("withoutStrayNumbers() keeps all rows where training had numbers or codes too", () => {
  const test = rowsOf(["tcp", "6"]);
  for (const protos of [["tcp", "80"], ["tcp", "0x1f"], [null]]) {
    assert.equal(withoutStrayNumbers(test, [fit(protos)], assert.fail), test);
  }
});

Deno.test("withoutStrayNumbers() refuses a test of nothing else", () => {
  assert.throws(() => withoutStrayNumbers(rowsOf(["6", "17"]), [fit(["tcp"])]), JobError);
});
