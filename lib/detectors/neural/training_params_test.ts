import assert from "node:assert/strict";
import { checkRecurrent } from "./training_params.ts";

Deno.test("checkRecurrent() names the largest batch that fits", () => {
  const params = { layers: [128, 128], window: 100, batchSize: 400 };
  const fault = checkRecurrent(params);
  assert.equal(fault?.name, "batchSize");
  assert.match(fault!.message, /at most 327 with a window of 100 and 256 units/);
  assert.equal(checkRecurrent({ ...params, batchSize: 327 }), null);
});
