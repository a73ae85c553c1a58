import assert from "node:assert/strict";
import type { DetectorField } from "../../detectors/definition.ts";
import type { DetectorKind } from "../../detectors/detector.ts";
import {
  changedWords,
  defaultText,
  defaultTexts,
  limits,
  memberWords,
  paramText,
  parseParam,
  parseParams,
} from "./param_form.ts";

const base = { label: "", help: "" };
const trees: DetectorField = {
  ...base,
  name: "trees",
  type: "integer",
  default: 100,
  min: 1,
  max: 1000,
};
const share: DetectorField = {
  ...base,
  name: "share",
  type: "auto-or-number",
  default: "auto",
  min: 0.01,
  max: 0.5,
};
const layers: DetectorField = {
  ...base,
  name: "layers",
  type: "integer-list",
  default: [64, 32],
  min: 1,
  max: 1024,
  maxLength: 3,
};
const splits: DetectorField = {
  ...base,
  name: "splits",
  type: "choice",
  default: "axis",
  options: [{ value: "axis", label: "Along columns" }, { value: "plane", label: "Oblique" }],
};
const member = (kind: DetectorKind) => ({
  kind,
  params: {},
  threshold: { rule: "mad" as const, k: 3 },
  weight: 1,
});
const PAIR = [member("autoencoder"), member("isolation-forest")];
const TWINS = [member("autoencoder"), member("autoencoder")];
const members: DetectorField = {
  ...base,
  name: "members",
  type: "members",
  default: PAIR,
  presets: [
    { value: "pair", label: "A pair", members: PAIR },
    { value: "twins", label: "Twins", members: TWINS },
  ],
};
const fields = [trees, share, layers, splits, members];

Deno.test("parseParam() reads back every default", () => {
  for (const field of fields) {
    assert.deepEqual(parseParam(field, defaultText(field)), field.default);
  }
});

Deno.test("parseParam() takes the members of a combination that is on offer", () => {
  assert.deepEqual(parseParam(members, "twins"), TWINS);
  assert.equal(parseParam(members, "triplets"), undefined);
  assert.equal(paramText(members, "twins"), "Twins");
  assert.equal(limits(members), "one of A pair, Twins");
});

Deno.test("parseParam() refuses what is out of range or no whole number", () => {
  for (const text of ["0", "1001", "1.5", "", "many"]) {
    assert.equal(parseParam(trees, text), undefined);
  }
  for (const text of ["Auto?", "0.6"]) assert.equal(parseParam(share, text), undefined);
  for (const text of ["", "1,2,3,4", "64, x"]) assert.equal(parseParam(layers, text), undefined);
  for (const text of ["", "Oblique", "0"]) assert.equal(parseParam(splits, text), undefined);
});

Deno.test("paramText() says a choice by its label and the rest as typed", () => {
  assert.equal(paramText(splits, "plane"), "Oblique");
  assert.equal(paramText(trees, " 12"), "12");
});

Deno.test("limits() tells what a parameter may be", () => {
  assert.equal(limits(splits), "one of Along columns, Oblique");
  assert.equal(limits(trees), "a whole number from 1 to 1000");
  assert.equal(limits({ ...trees, type: "number", min: -1e12, max: 1e12 }), "a number of any size");
});

Deno.test("memberWords() says when each member flags a record", () => {
  assert.equal(
    memberWords(members, "pair"),
    "Autoencoder: flags scores over 3 robust deviations above the median of normal traffic. " +
      "Isolation Forest: flags scores over 3 robust deviations above the median of normal traffic.",
  );
  assert.equal(memberWords(trees, "100"), "");
});

Deno.test("changedWords() names what is not the default alone", () => {
  assert.equal(changedWords(fields, defaultTexts(fields)), "");
  const texts = { ...defaultTexts(fields), trees: "50 ", splits: "plane" };
  assert.match(changedWords(fields, texts), /50; .*Oblique$/);
});

Deno.test("parseParams() tells what is wrong with each parameter by its name", () => {
  const { params, errors } = parseParams(fields, { ...defaultTexts(fields), trees: "none" });
  assert.deepEqual(errors, { trees: "Enter a whole number from 1 to 1000." });
  assert.equal(params.share, "auto");
});
