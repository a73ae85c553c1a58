import assert from "node:assert/strict";
import { featureOptionWords, scalingWords } from "./describe_preparation.ts";

Deno.test("featureOptionWords() says what was asked", () => {
  assert.deepEqual(featureOptionWords({}), []);
  assert.deepEqual(
    featureOptionWords({
      columns: { service: { encoding: "frequency" }, bytes: { scaling: "robust" } },
      rareCategories: { minCount: 1000, minShare: 0.001 },
      filters: { nearConstant: 0, correlation: 0.98 },
    }),
    [
      "Treated differently: service (frequency), bytes (robust).",
      "Categories with fewer than 1,000 training records or less than 0.1% of them share one column.",
      "Constant columns were left out.",
      "Columns whose correlation with an earlier one is 0.98 or more, of either sign, were left out.",
    ],
  );
});

Deno.test("scalingWords() lists the features of each scaling", () => {
  assert.deepEqual(
    scalingWords({
      supervised: false,
      dropped: [],
      scalings: [
        { feature: "a", scaling: "log-standard" },
        { feature: "b", scaling: "standard" },
        { feature: "c", scaling: "log-standard" },
      ],
    }),
    ["Standard: b", "Logarithm, then standard: a, c"],
  );
});

Deno.test("featureOptionWords() says nothing of a column of which nothing is asked", () => {
  assert.deepEqual(featureOptionWords({ columns: { service: {} } }), []);
});
