import assert from "node:assert/strict";
import { numberFindings } from "./finding_files.ts";
import { selectFindings } from "./select_findings.ts";

const FINDINGS = numberFindings([
  { host: "a", peer: "b", kind: "behaviour" as const, check: "beacon", from: 1000, to: 5000 },
  { host: "b", kind: "model" as const, check: "unusual-records", from: 4000, to: 6000 },
].map((one) => ({
  ...one,
  p: 0.001,
  severity: 50,
  typical: "",
  actual: "",
  text: "",
  selector: { from: one.from, to: one.to },
  records: 1,
})));

Deno.test("selectFindings() takes findings about a host or with it, of a kind, within a time", () => {
  const ids = (filter: Parameters<typeof selectFindings>[1]) =>
    selectFindings(FINDINGS, filter).map(({ id }) => id);
  assert.deepEqual(ids({}), ["finding-1", "finding-2"]);
  assert.deepEqual(ids({ host: "b" }), ["finding-1", "finding-2"]);
  assert.deepEqual(ids({ host: "a" }), ["finding-1"]);
  assert.deepEqual(ids({ kind: "model" }), ["finding-2"]);
  assert.deepEqual(ids({ check: "beacon" }), ["finding-1"]);
  assert.deepEqual(ids({ from: 5500 }), ["finding-2"]);
  assert.deepEqual(ids({ to: 4000 }), ["finding-1"]);
  assert.deepEqual(ids({ limit: 1 }), ["finding-1"]);
});
