import assert from "node:assert/strict";
import type { DetectorDefinition, ParamField } from "../detectors/definition.ts";
import {
  defaultRule,
  defaultText,
  detectorsBody,
  newDetectorEntry,
  parseParam,
} from "./detector_form.ts";

const base = { label: "", help: "" };
const trees: ParamField = {
  ...base,
  name: "trees",
  type: "integer",
  default: 100,
  min: 1,
  max: 1000,
};
const share: ParamField = {
  ...base,
  name: "share",
  type: "auto-or-number",
  default: "auto",
  min: 0.01,
  max: 0.5,
};
const layers: ParamField = {
  ...base,
  name: "layers",
  type: "integer-list",
  default: [64, 32],
  min: 1,
  max: 1024,
  maxLength: 3,
};
const forest: DetectorDefinition = {
  kind: "isolation-forest",
  title: "",
  summary: "",
  source: "",
  fields: [trees, share, layers],
  defaultThreshold: () => ({ rule: "fixed", value: 0.5 }),
};

Deno.test("parseParam() reads back every default", () => {
  for (const field of forest.fields) {
    assert.deepEqual(parseParam(field, defaultText(field)), field.default);
  }
});

Deno.test("parseParam() refuses what is out of range or no whole number", () => {
  for (const text of ["0", "1001", "1.5", "", "many"]) {
    assert.equal(parseParam(trees, text), undefined);
  }
  for (const text of ["Auto?", "0.6"]) assert.equal(parseParam(share, text), undefined);
  for (const text of ["", "1,2,3,4", "64, x"]) assert.equal(parseParam(layers, text), undefined);
});

Deno.test("detectorsBody() leaves the threshold to the server unless a rule is chosen", () => {
  const entry = newDetectorEntry(forest);
  const params = { trees: 100, share: "auto", layers: [64, 32] };
  assert.deepEqual(detectorsBody([entry], [forest]), {
    detectors: [{ kind: "isolation-forest", params }],
    errors: {},
  });
  const { detectors } = detectorsBody([{ ...entry, rule: "quantile", quantile: "97,5" }], [forest]);
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
  const { errors } = detectorsBody([{ ...entry, rule: "quantile", quantile: "100" }], [forest]);
  assert.ok(errors["/detectors/0/threshold"]);
});

Deno.test("defaultRule() follows the parameters and waits until they are valid", () => {
  const definition: DetectorDefinition = {
    ...forest,
    defaultThreshold: ({ trees }) => ({ rule: "fixed", value: Number(trees) }),
  };
  const entry = newDetectorEntry(definition);
  assert.deepEqual(defaultRule(entry, definition), { rule: "fixed", value: 100 });
  entry.params.trees = "0";
  assert.equal(defaultRule(entry, definition), null);
});
