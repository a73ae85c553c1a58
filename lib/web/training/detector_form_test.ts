import assert from "node:assert/strict";
import type { DetectorDefinition } from "../../detectors/definition.ts";
import { detectorsBody, newDetectorEntry, ruleOf, withRule } from "./detector_form.ts";

const forest: DetectorDefinition = {
  kind: "isolation-forest",
  title: "",
  summary: "",
  source: "",
  fields: [
    { name: "trees", label: "", help: "", type: "integer", default: 100, min: 1, max: 1000 },
  ],
  requires: { rows: 2 },
  cost: 1,
  implementation: new URL("none:"),
  defaultThreshold: () => ({ rule: "fixed", value: 0.5 }),
};

Deno.test("detectorsBody() leaves the threshold to the server unless a rule is chosen", () => {
  const entry = newDetectorEntry(forest);
  const params = { trees: 100 };
  assert.deepEqual(detectorsBody([entry], [forest]), {
    detectors: [{ kind: "isolation-forest", params }],
    errors: {},
  });
  const { detectors } = detectorsBody([
    { ...withRule(entry, "quantile"), ruleParams: { q: "0,975" } },
  ], [forest]);
  assert.deepEqual(detectors[0].threshold, { rule: "quantile", q: 0.975 });
});

Deno.test("detectorsBody() counts only chosen detectors in its pointers", () => {
  const first = { ...newDetectorEntry(forest), chosen: false };
  const second = newDetectorEntry(forest);
  second.params.trees = "none";
  const { errors } = detectorsBody([first, second], [forest]);
  assert.deepEqual(errors, { "/detectors/0/params/trees": "Enter a whole number from 1 to 1000." });
});

Deno.test("detectorsBody() asks for a detector and for a sensible quantile", () => {
  const entry = newDetectorEntry(forest);
  assert.ok(detectorsBody([{ ...entry, chosen: false }], [forest]).errors["/detectors"]);
  const { errors } = detectorsBody([
    { ...withRule(entry, "quantile"), ruleParams: { q: "100" } },
  ], [forest]);
  assert.ok(errors["/detectors/0/threshold/q"]);
});

Deno.test("ruleOf() follows the parameters and waits until they are valid", () => {
  const definition: DetectorDefinition = {
    ...forest,
    defaultThreshold: ({ trees }) => ({ rule: "fixed", value: Number(trees) }),
  };
  const entry = newDetectorEntry(definition);
  assert.deepEqual(ruleOf(entry, definition), { rule: "fixed", value: 100 });
  entry.params.trees = "0";
  assert.equal(ruleOf(entry, definition), null);
  assert.deepEqual(ruleOf(withRule(entry, "mad"), definition), { rule: "mad", k: 3.5 });
});
