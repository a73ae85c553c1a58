/**
 * "Add a detector" of CONTRIBUTING.md: a folder and a line of the catalogue are all it takes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { DETECTORS } from "../lib/detectors/catalogue.ts";
import { detectorTable, fieldTable } from "../lib/detectors/documentation/tables.ts";
import { surface } from "../lib/detectors/neural/testing.ts";
import { detectorParamsSchema } from "../lib/detectors/params.ts";
import { DetectorRegistry } from "../lib/detectors/registry.ts";
import { detectorsBody, newDetectorEntry } from "../lib/web/training/detector_form.ts";
import { medianDistanceDefinition } from "../testing/examples/median_distance/definition.ts";

const catalogue = [...DETECTORS, medianDistanceDefinition];
const { kind, fields } = medianDistanceDefinition;

Deno.test("the detector of the example is trained, scores, is saved and loaded", async () => {
  const registry = new DetectorRegistry(catalogue);
  const detector = await registry.create(kind, { limit: 5 });
  const x = surface(500, 1);
  await detector.fit(x, { seed: 1 });
  const usual = (await detector.score(x)).toSorted();
  const odd = (await detector.score({ ...x, data: x.data.map((value) => value + 3) })).toSorted();
  assert.ok(odd[250] > 2 * usual[250], `${odd[250]} against ${usual[250]}`);
  assert.ok(odd.every((score) => score <= 5 * x.cols));

  const loaded = await registry.load(await detector.save());
  assert.equal(loaded.kind, "median-distance");
  assert.deepEqual(await loaded.score(x), await detector.score(x));
  await assert.rejects(
    registry.create(kind, { limit: 0 }),
    /limit must be a number from 1 to 1000/,
  );
});

Deno.test("form, request check and documentation come from the definition of the example", () => {
  const entry = newDetectorEntry(medianDistanceDefinition);
  assert.deepEqual(detectorsBody([entry], catalogue), {
    detectors: [{ kind: "median-distance", params: { limit: 10 } }],
    errors: {},
  });
  assert.deepEqual(detectorParamsSchema(fields).parse({}), { limit: 10 });
  assert.match(fieldTable(fields), /\| `limit` .*\| 10 .*\| 1 to 1000 /);
  assert.match(detectorTable(catalogue), /\| `median-distance` /);
});

Deno.test("CONTRIBUTING.md shows the definition of the example as it is", async () => {
  const example = new URL("../testing/examples/median_distance/definition.ts", import.meta.url);
  const code = (await Deno.readTextFile(example)).replaceAll("../../../lib/", "../../")
    .replaceAll("../../detectors/definition.ts", "../definition.ts");
  const page = await Deno.readTextFile(new URL("../CONTRIBUTING.md", import.meta.url));
  assert.ok(page.includes(code), "copy testing/examples/median_distance/definition.ts");
});
