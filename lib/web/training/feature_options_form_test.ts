import assert from "node:assert/strict";
import { featureOptionsBody, NO_FEATURE_OPTIONS } from "./feature_options_form.ts";

const texts = {
  ...NO_FEATURE_OPTIONS,
  nearConstant: "0",
  correlation: "0,98",
  rareShare: "0.1",
  rareCount: " 10 ",
};

Deno.test("featureOptionsBody() sends nothing where nothing is typed", () => {
  assert.deepEqual(featureOptionsBody(NO_FEATURE_OPTIONS, "one-hot"), { body: {}, errors: {} });
});

Deno.test("featureOptionsBody() sends what is typed, percentages as shares", () => {
  assert.deepEqual(featureOptionsBody(texts, "one-hot"), {
    body: {
      filters: { nearConstant: 0, correlation: 0.98 },
      rareCategories: { minShare: 0.001, minCount: 10 },
    },
    errors: {},
  });
  assert.deepEqual(featureOptionsBody({ ...NO_FEATURE_OPTIONS, rareCount: "2" }, "one-hot").body, {
    rareCategories: { minCount: 2 },
  });
});

Deno.test("featureOptionsBody() knows rare categories of one-hot columns only", () => {
  const { body, errors } = featureOptionsBody({ ...texts, rareCount: "x" }, "frequency");
  assert.deepEqual(body, { filters: { nearConstant: 0, correlation: 0.98 } });
  assert.deepEqual(errors, {});
});

Deno.test("featureOptionsBody() names what is no value", () => {
  const wrong = {
    ...NO_FEATURE_OPTIONS,
    contextSeconds: "2, 2",
    nearConstant: "50",
    correlation: "0",
    rareShare: "100",
    rareCount: "1.5",
  };
  assert.deepEqual(Object.keys(featureOptionsBody(wrong, "one-hot").errors), [
    "/context/seconds",
    "/filters/nearConstant",
    "/filters/correlation",
    "/rareCategories/minShare",
    "/rareCategories/minCount",
  ]);
});

Deno.test("featureOptionsBody() asks for context features where windows are typed", () => {
  const bodyOf = (contextSeconds: string, contextConnections = "100") =>
    featureOptionsBody({ ...NO_FEATURE_OPTIONS, contextSeconds, contextConnections }, "one-hot");
  assert.deepEqual(bodyOf("2; 60").body, { context: { seconds: [2, 60], connections: 100 } });
  assert.deepEqual(bodyOf("", "no number"), { body: {}, errors: {} });
  assert.deepEqual(Object.keys(bodyOf("2", "0").errors), ["/context/connections"]);
});
