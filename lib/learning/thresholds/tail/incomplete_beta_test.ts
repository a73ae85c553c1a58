import assert from "node:assert/strict";
import { incompleteBeta } from "./incomplete_beta.ts";
import { near } from "../testing.ts";

Deno.test("incompleteBeta() has the values of scipy 1.10.1's beta.cdf", () => {
  assert.ok(near(incompleteBeta(2, 3, 0.4), 0.5248, 1e-12));
  assert.ok(near(incompleteBeta(0.5, 0.5, 0.1), 0.20483276469913345, 1e-12));
  assert.ok(near(incompleteBeta(30, 400, 0.05), 0.042453823494367667, 1e-11));
  assert.ok(near(incompleteBeta(5000, 490000, 0.0101), 0.49901664612216634, 1e-8));
});

Deno.test("incompleteBeta() is 0 and 1 at the ends and x for the uniform distribution", () => {
  assert.equal(incompleteBeta(3, 4, 0), 0);
  assert.equal(incompleteBeta(3, 4, 1), 1);
  assert.ok(near(incompleteBeta(1, 1, 0.3), 0.3, 1e-13));
});
