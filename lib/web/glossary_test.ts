import assert from "node:assert/strict";
import { parseGlossary, termId } from "./glossary.ts";

Deno.test("parseGlossary() finds terms with their meanings, lines joined", () => {
  const markdown =
    "# Glossary\n\nEach term has one meaning.\n\n**F1**: harmonic mean of\nboth.\n\n" +
    "**Label**: such as `normal`.\n";
  assert.deepEqual(parseGlossary(markdown), [
    { term: "F1", text: "harmonic mean of both." },
    { term: "Label", text: "such as `normal`." },
  ]);
});

Deno.test("termId() makes ids", () => {
  assert.equal(termId("False positive rate"), "false-positive-rate");
  assert.equal(termId("ROC-AUC"), "roc-auc");
});
