import assert from "node:assert/strict";
import { Findings } from "./protocol.ts";
import { summarise } from "./summarise.ts";

function findings(accuracy: number, model = "Forest"): Findings {
  const found = new Findings();
  found.note({ accuracy, f1: 0.5 }, { data: "KDD'99", model, protocol: "honest" }, {
    accuracy: 0.9,
    F1: null,
  });
  return found;
}

Deno.test("summarise() compares means with what was reported", () => {
  const [accuracy, f1] = summarise("2", [1, 2], [findings(0.875), findings(0.925)]);
  assert.ok(Math.abs(accuracy.std - 0.05 / Math.SQRT2) < 1e-12);
  assert.deepEqual({ ...accuracy, std: 0 }, {
    project: "2",
    data: "KDD'99",
    model: "Forest",
    metric: "accuracy",
    reported: 0.9,
    ours: 0.9,
    std: 0,
    reached: true,
    protocol: "honest",
    usesTest: false,
    seeds: [1, 2],
  });
  assert.equal(f1.reached, null);
  assert.equal(summarise("2", [1], [findings(0.8999)])[0].reached, false);
});

Deno.test("summarise() refuses repetitions that do not belong together", () => {
  assert.throws(() => summarise("2", [1, 2], [findings(1), findings(1, "Other")]), TypeError);
});

Deno.test("Findings refuse metrics that are not defined", () => {
  assert.throws(
    () =>
      new Findings().note({ precision: null }, { data: "a", model: "b", protocol: "c" }, {
        precision: 0.9,
      }),
    /precision of b on a is not defined/,
  );
});
