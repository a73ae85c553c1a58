import assert from "node:assert/strict";
import { detectorTitle, modelTitles } from "./titles.ts";

Deno.test("detectorTitle() uses the catalogue", () => {
  assert.equal(detectorTitle("isolation-forest"), "Isolation Forest");
});

Deno.test("modelTitles() numbers only kinds that come more than once", () => {
  assert.deepEqual(modelTitles(["isolation-forest", "autoencoder", "isolation-forest"]), [
    "Isolation Forest 1",
    "Autoencoder",
    "Isolation Forest 2",
  ]);
});
