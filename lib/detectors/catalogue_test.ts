import assert from "node:assert/strict";
import { thresholdRuleSchema } from "../learning/thresholds/schema.ts";
import { DETECTOR_KINDS, detectorDefinition, DETECTORS, isSupervised } from "./catalogue.ts";
import { detectorParamsSchema } from "./params.ts";

Deno.test("DETECTORS has every kind once", () => {
  assert.deepEqual(DETECTORS.map(({ kind }) => kind).toSorted(), [...DETECTOR_KINDS].toSorted());
});

for (const kind of DETECTOR_KINDS) {
  Deno.test(`detectorDefinition("${kind}") has defaults within its own limits`, () => {
    const definition = detectorDefinition(kind);
    const { fields, check, defaultThreshold, title, summary, source, requires, cost } = definition;
    const defaults = Object.fromEntries(fields.map((field) => [field.name, field.default]));
    const params = detectorParamsSchema(fields, check).parse({});
    assert.deepEqual(params, defaults);
    assert.deepEqual(detectorParamsSchema(fields, check).parse(defaults), defaults);
    thresholdRuleSchema.parse(defaultThreshold(params));
    for (const text of [title, summary, source]) assert.ok(text.length > 5);
    assert.equal(fields.some(({ name }) => name === "window"), requires.order ?? false);
    assert.ok(cost > 0 && requires.rows > 0);
    for (const { label, help } of fields) assert.ok(label.length > 0 && /[.]$/.test(help));
  });
}

Deno.test('detectorDefinition("isolation-forest") takes its threshold from the contamination', () => {
  const { defaultThreshold } = detectorDefinition("isolation-forest");
  assert.deepEqual(defaultThreshold({ contamination: "auto" }), { rule: "quantile", q: 0.95 });
  assert.deepEqual(defaultThreshold({ contamination: 0.07 }), { rule: "quantile", q: 0.93 });
});

Deno.test("isSupervised() looks at the members of a hybrid", () => {
  const hybrid = (...kinds: string[]) =>
    isSupervised("hybrid", { members: kinds.map((kind) => ({ kind, params: {} })) });
  assert.equal(isSupervised("lstm-classifier", {}), true);
  assert.equal(isSupervised("autoencoder", {}), false);
  assert.equal(hybrid("autoencoder", "isolation-forest"), false);
  assert.equal(hybrid("isolation-forest", "lstm-classifier"), true);
});

Deno.test('detectorDefinition("hybrid") has a threshold that counts votes, or a quantile', () => {
  const { fields, defaultThreshold } = detectorDefinition("hybrid");
  const [two] = fields.flatMap((field) => field.type === "members" ? [field.default] : []);
  const of = (rule: string, members: unknown[]) => defaultThreshold({ rule, members });
  assert.deepEqual(of("all", two), { rule: "fixed", value: 2 });
  assert.deepEqual(of("any", two), { rule: "fixed", value: 1 });
  assert.deepEqual(of("majority", [...two, ...two]), { rule: "fixed", value: 3 });
  assert.deepEqual(of("mean", two), { rule: "quantile", q: 0.95 });
});

for (const field of detectorDefinition("hybrid").fields) {
  if (field.type !== "members") continue;
  for (const { label, members } of field.presets) {
    Deno.test(`The members "${label}" are complete`, () => {
      assert.deepEqual(detectorParamsSchema([field]).parse({ members }), { members });
    });
  }
}

Deno.test("detectorDefinition() refuses a kind that does not exist", () => {
  assert.throws(() => detectorDefinition("crystal-ball" as never), /no detector "crystal-ball"/);
});
