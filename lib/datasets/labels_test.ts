import assert from "node:assert/strict";
import { isNormalLabel } from "./labels.ts";

Deno.test("isNormalLabel() knows the words for normal traffic", () => {
  for (const label of ["normal", "Normal.", "BENIGN", "0", " legitimate ", "Background"]) {
    assert.equal(isNormalLabel(label), true, label);
  }
  for (const label of ["smurf", "1", "", "abnormal", "not normal"]) {
    assert.equal(isNormalLabel(label), false, label);
  }
});
