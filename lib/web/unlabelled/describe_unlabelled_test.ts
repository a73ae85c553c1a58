import assert from "node:assert/strict";
import {
  describeFit,
  describeModels,
  describeRunVerdict,
  describeSharedHosts,
} from "./describe_unlabelled.ts";

function model(title: string, found: number, records: number | null) {
  const stability = records === null ? null : { trainings: 1, records, hosts: null };
  const planted = [{ kind: "extreme" as const, planted: 20, found, scores: [] }];
  return {
    title,
    result: {
      model: title,
      flaggedRows: 30,
      testRows: 1000,
      unlabelled: { baseline: null, planted, stability, hosts: null },
    },
  };
}

Deno.test("describeRunVerdict() names the model that does best, and only by what was measured", () => {
  assert.equal(
    describeRunVerdict([model("A", 15, 0.9)]),
    "A flagged 30 of 1,000 records (3.0%) and found 15 of 20 planted anomalies.",
  );
  assert.equal(
    describeRunVerdict([model("A", 15, 0.9), model("B", 9, 0.8)]),
    "A finds the most planted anomalies (15 of 20). It also changes least when retrained " +
      "(90.0% of its flags stay).",
  );
  assert.equal(
    describeRunVerdict([model("A", 15, 0.7), model("B", 9, 0.8)]),
    "A finds the most planted anomalies (15 of 20). B changes least when retrained " +
      "(80.0% of its flags stay).",
  );
  assert.match(describeRunVerdict([model("A", 15, null), model("B", 15, null)]), /no model/);
});

Deno.test("describeModels() says who flags, shortly where all do", () => {
  const titles = new Map([["a", "A"], ["b", "B"], ["c", "C"]]);
  assert.equal(describeModels(["a", "b", "c"], titles), "all 3");
  assert.equal(describeModels(["a", "c"], titles), "A and C");
  assert.equal(describeModels(["b"], titles), "B only");
  assert.equal(describeModels(["a", "b"], new Map([["a", "A"], ["b", "B"]])), "both");
});

Deno.test("describeSharedHosts() names hosts that all models find unusual", () => {
  const comparison = (...unusual: boolean[]) => ({
    models: ["a", "b"],
    testRows: 9,
    combinations: [],
    alone: [0, 0],
    fits: [],
    hosts: {
      column: "src",
      total: 9,
      unusual: 1,
      top: [{
        host: "10.0.0.5",
        records: 4,
        models: unusual.map((each) => ({ flagged: 3, unusual: each })),
      }],
    },
  });
  assert.equal(describeSharedHosts(comparison(true, true)), "All of them find 10.0.0.5 unusual.");
  assert.equal(describeSharedHosts(comparison(true, false)), "No host is unusual to all of them.");
  assert.equal(describeSharedHosts({ ...comparison(true, true), hosts: null }), null);
});

Deno.test("describeFit() tells a shift from a fit", () => {
  assert.match(describeFit({ shift: 0.3 }), /higher/);
  assert.match(describeFit({ shift: -0.3 }), /lower/);
  assert.match(describeFit({ shift: 0.05 }), /It fits/);
  assert.match(describeFit({ shift: null }), /Too few/);
});
