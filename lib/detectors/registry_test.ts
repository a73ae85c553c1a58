import assert from "node:assert/strict";
import { DETECTOR_KINDS, detectorDefinition } from "./catalogue.ts";
import { randomMatrix } from "./isolation_forest/testing.ts";
import { createDetector, loadDetector } from "./registry.ts";

for (const kind of DETECTOR_KINDS) {
  Deno.test(`createDetector() and loadDetector() know "${kind}"`, async () => {
    const x = randomMatrix(64, 3, 1);
    const isIterative = detectorDefinition(kind).fields.some(({ name }) => name === "epochs");
    const detector = await createDetector(kind, isIterative ? { epochs: 1 } : {});
    assert.equal(detector.kind, kind);
    const labels = Uint8Array.from({ length: x.rows }, (_, row) => row % 2);
    await detector.fit(x, { seed: 1, labels });
    const loaded = await loadDetector(await detector.save());
    assert.equal(loaded.kind, kind);
    assert.deepEqual(await loaded.score(x), await detector.score(x));
    detector.dispose();
    loaded.dispose();
  });
}

Deno.test("createDetector() refuses unknown parameters and kinds", async () => {
  await assert.rejects(
    createDetector("isolation-forest", { depth: 5 }),
    /Unknown parameter: depth/,
  );
  await assert.rejects(createDetector("crystal-ball" as never), /no detector "crystal-ball"/);
});

Deno.test("loadDetector() refuses a state with parameters out of range", async () => {
  const detector = await createDetector("isolation-forest", { trees: 1 });
  await detector.fit(randomMatrix(4, 1, 1), { seed: 1 });
  const state = await detector.save();
  await assert.rejects(
    loadDetector({ ...state, params: { ...state.params, trees: 1e9 } }),
    /trees must be a whole number/,
  );
});
