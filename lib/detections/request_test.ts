import assert from "node:assert/strict";
import type { DatasetDetail } from "../resources/dataset.ts";
import type { ModelSummary } from "../resources/model.ts";
import { parseDetectionRequest } from "./request.ts";

const parse = (body: object) =>
  parseDetectionRequest({ dataset: "ds-1", ...body }, {
    findDataset: (id) =>
      id === "ds-1" ? { name: "conn.log", status: "ready" } as DatasetDetail : null,
    findModel: (id) => id === "model-1" ? {} as ModelSummary : null,
  });

Deno.test("parseDetectionRequest() fills in defaults", () => {
  assert.deepEqual(parse({}), {
    name: "conn.log",
    dataset: "ds-1",
    detectors: "auto",
    baseline: "unknown",
    checks: "all",
    timeZone: "UTC",
  });
  assert.equal(parse({ baseline: {} }).baseline, "unknown");
  const { detectors, model } = parse({ model: "model-1" });
  assert.deepEqual([detectors, model], [undefined, "model-1"]);
});

Deno.test("parseDetectionRequest() shares false alarms among detectors, more where nothing is clean", () => {
  const quantiles = (body: object) => {
    const { detectors } = parse(body);
    assert.ok(Array.isArray(detectors));
    return detectors.map(({ threshold }) => threshold.rule === "quantile" ? threshold.q : null);
  };
  assert.deepEqual(quantiles({ detectors: ["hbos", "pca"], baseline: "whole" }), [0.995, 0.995]);
  assert.deepEqual(quantiles({ detectors: ["hbos"] }), [0.97]);
  const threshold = { rule: "quantile", q: 0.9 };
  assert.deepEqual(quantiles({ detectors: [{ kind: "hbos", threshold }, "pca"] }), [0.9, 0.985]);
});
