import assert from "node:assert/strict";
import { BUNDLE_VERSION, type BundleSteps, migrateBundle } from "./bundle_version.ts";

Deno.test("migrateBundle() takes each step from the version of the bundle on", () => {
  const steps: BundleSteps = new Map<number, (bundle: object) => object>([
    [1, (bundle: object) => ({ ...bundle, first: true })],
    [2, (bundle: object) => ({ ...bundle, wasFirst: "first" in bundle })],
  ]);
  const stored = { version: 1, a: 0 };
  assert.deepEqual(migrateBundle(stored, steps, 3), {
    version: 3,
    a: 0,
    first: true,
    wasFirst: true,
  });
  assert.deepEqual(migrateBundle({ version: 2 }, steps, 3), { version: 3, wasFirst: false });
  assert.deepEqual(stored, { version: 1, a: 0 });
});

Deno.test("migrateBundle() leaves this version alone and refuses others that it does not know", () => {
  const bundle = { version: BUNDLE_VERSION };
  assert.equal(migrateBundle(bundle), bundle);
  assert.throws(() => migrateBundle({ version: BUNDLE_VERSION + 1 }), /saved by a newer Netsift/);
  assert.throws(() => migrateBundle({ version: 0 }), /does not read/);
  for (const broken of [null, {}, { version: "1" }, []]) {
    assert.throws(() => migrateBundle(broken), /has no version/);
  }
});
