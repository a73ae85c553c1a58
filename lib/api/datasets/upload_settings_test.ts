import assert from "node:assert/strict";
import { ProblemError } from "../../http/problem.ts";
import { uploadSettings } from "./upload_settings.ts";

Deno.test("uploadSettings() takes the file's name without its folder, and leaves out what is not said", () => {
  assert.deepEqual(uploadSettings({}), { name: "Unnamed dataset", format: null, reading: {} });
  assert.deepEqual(
    uploadSettings({ name: "C:\\logs\\eve.json", format: "", kind: "alert", idleTimeout: "15" }),
    { name: "eve.json", format: null, reading: { kind: "alert", capture: { idleTimeout: 15 } } },
  );
  assert.equal(uploadSettings({ format: "zeek" }).format, "zeek");
});

Deno.test("uploadSettings() names the field that is wrong", () => {
  for (
    const [field, text] of [["format", "xml"], ["kind", "k".repeat(101)], ["idleTimeout", "x"]]
  ) {
    assert.throws(() => uploadSettings({ [field]: text }), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.status, 422);
      assert.deepEqual(error.errors.map(({ pointer }) => pointer), [`/${field}`]);
      return true;
    });
  }
});
