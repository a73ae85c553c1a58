import assert from "node:assert/strict";
import { requireConfirmed } from "./confirmation.ts";
import { needsConfirmation } from "./rejected_lines.ts";
import type { DatasetProfile } from "../resources/dataset.ts";

const profile = (rows: number, count: number, accepted?: boolean) =>
  ({ rows, rejected: { count, first: [] }, accepted }) as unknown as DatasetProfile;

Deno.test("needsConfirmation() asks where more than a fifth of the lines were rejected", () => {
  assert.equal(needsConfirmation(profile(26, 86)), true);
  assert.equal(needsConfirmation(profile(80, 20)), false);
  assert.equal(needsConfirmation(profile(79, 21)), true);
  assert.equal(needsConfirmation(profile(26, 86, true)), false);
});

Deno.test("requireConfirmed() says how many lines and what to do", () => {
  assert.throws(
    () =>
      requireConfirmed({ name: "README.md", needsConfirmation: true, profile: profile(26, 86) }),
    /"README\.md" needs confirmation: 86 of 112 lines .*"accept": true/,
  );
  requireConfirmed({ name: "flows", needsConfirmation: false, profile: profile(26, 86, true) });
});
