import assert from "node:assert/strict";
import { labelChange, savedDraft, withNormal } from "./label_draft.ts";
import { datasetProfile } from "../testing.ts";

const profile = datasetProfile();
const saved = savedDraft(profile);

Deno.test("labelChange() is nothing for what is saved, there and back", () => {
  assert.equal(labelChange(saved, profile), null);
  const back = withNormal(withNormal(saved, "worm", true), "worm", false);
  assert.equal(labelChange(back, profile), null);
});

Deno.test("labelChange() sends every normal label", () => {
  assert.deepEqual(labelChange(withNormal(saved, "worm", true), profile), {
    normal: ["normal", "worm"],
  });
  assert.deepEqual(labelChange(withNormal(saved, "normal", false), profile), { normal: [] });
});

Deno.test("labelChange() sends another label column alone, or none", () => {
  assert.deepEqual(labelChange({ ...saved, label: "bytes" }, profile), { label: "bytes" });
  assert.deepEqual(labelChange({ ...saved, label: null }, profile), { label: null });
});
