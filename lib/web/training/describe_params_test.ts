import assert from "node:assert/strict";
import { paramWords } from "./describe_params.ts";

Deno.test("paramWords() names parameters and their values", () => {
  assert.equal(paramWords({ trees: 100, hidden: [64, 32] }), "trees 100; hidden 64,32");
});

Deno.test("paramWords() says what the members of a hybrid are", () => {
  const threshold = { rule: "fixed", value: 0.5 };
  const words = paramWords({
    members: [
      { kind: "autoencoder", params: { epochs: 5 }, threshold, weight: 1 },
      { kind: "isolation-forest", params: {}, threshold, weight: 2, model: "model-1" },
    ],
    rule: "all",
  });
  assert.match(words, /^Autoencoder \(epochs 5; .*0\.5\); Isolation Forest \(trained before as/);
  assert.match(words, /model-1;.*; weight 2\); rule all$/);
  assert.doesNotMatch(words, /object/);
});
