import assert from "node:assert/strict";
import { ProblemError } from "../../http/problem.ts";
import { captureReading } from "./capture_reading.ts";

Deno.test("captureReading() reads timeouts and words for yes and no", () => {
  assert.equal(captureReading({ name: "x" }), null);
  assert.deepEqual(
    captureReading({ idleTimeout: "15.5", activeTimeout: "300", deduplicate: "true" }),
    { idleTimeout: 15.5, activeTimeout: 300, deduplicate: true },
  );
  assert.deepEqual(captureReading({ pairingWindow: "0" }), { pairingWindow: 0 });
  assert.deepEqual(
    captureReading({ deduplicate: "no", idleTimeout: "" }),
    { deduplicate: false },
  );
  assert.deepEqual(captureReading({ innerFlows: "yes" }), { innerFlows: true });
});

Deno.test("captureReading() names the field that is wrong", () => {
  const wrong: [string, string][] = [
    ["idleTimeout", "soon"],
    ["idleTimeout", "0"],
    ["activeTimeout", "1e9"],
    ["deduplicate", "maybe"],
    ["pairingWindow", "-1"],
    ["innerFlows", "2"],
  ];
  for (const [field, text] of wrong) {
    assert.throws(() => captureReading({ [field]: text }), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.status, 422);
      assert.deepEqual(error.errors.map(({ pointer }) => pointer), [`/${field}`]);
      return true;
    });
  }
});
