import assert from "node:assert/strict";
import type { ColumnProfile, DatasetProfile } from "../../resources/dataset.ts";
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { constantWarnings, featureWarnings, formatWarnings } from "./feature_warnings.ts";

const column = (name: string, change: Partial<ColumnProfile>) =>
  ({ name, role: "numeric", ...change }) as ColumnProfile;

Deno.test("featureWarnings() names features that give the label away or name records", () => {
  assert.deepEqual(featureWarnings([column("bytes", {})]), []);
  const [leaks, names] = featureWarnings([
    column("kept", { kept: true }),
    column("asked", { role: "leaking" }),
    column("ts", { role: "timestamp" }),
  ]);
  assert.match(leaks, /^"kept", "asked" reveal the label and are used as features/);
  assert.match(names, /^"ts" identifies single records, .* and is used as a feature/);
});

Deno.test("constantWarnings() warns where no feature varies in training", () => {
  const stateOf = (values: number[]) =>
    FeaturePipeline.fit(
      { rows: 3, columns: [{ type: "numeric", name: "a", values: Float32Array.from(values) }] },
      { encoding: "one-hot" },
    ).toJSON().features;
  assert.match(constantWarnings(stateOf([1, 1, 1]))[0], /^Every feature has the same value/);
  assert.deepEqual(constantWarnings(stateOf([1, 2, 1])), []);
  assert.deepEqual(constantWarnings(stateOf([1, NaN, 1])), []);
});

Deno.test("formatWarnings() warns of different formats", () => {
  const dataset = (format: DatasetProfile["format"]) => ({
    name: format,
    parquet: "",
    profile: { format } as DatasetProfile,
  });
  assert.deepEqual(formatWarnings(dataset("csv"), dataset("csv")), []);
  assert.match(
    formatWarnings(dataset("zeek"), dataset("csv"))[0],
    /"zeek" \(Zeek log\) and "csv" \(CSV\) differ in format/,
  );
});
