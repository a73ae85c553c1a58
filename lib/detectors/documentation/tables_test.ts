import assert from "node:assert/strict";
import { DETECTOR_KINDS, DETECTORS } from "../catalogue.ts";
import { detectorTable, fieldTable, PAGE, tablesOf, withTables } from "./tables.ts";

const page = await Deno.readTextFile(PAGE);

Deno.test("the tables of docs/detectors.md are those of the definitions (else: deno task docs)", () => {
  assert.equal(withTables(page), page);
});

Deno.test("docs/detectors.md has a table of each detector with parameters", () => {
  const named = new Set(tablesOf(page));
  const expected = DETECTORS.filter(({ fields }) => fields.length > 0).map(({ kind }) => kind);
  assert.deepEqual([...named].toSorted(), ["detectors", "training", ...expected].toSorted());
  for (const kind of DETECTOR_KINDS) assert.ok(page.includes(`\`${kind}\``), kind);
});

Deno.test("withTables() replaces what is between its marks, and nothing else", () => {
  const stale = "A\n\n<!-- table: hbos -->\n\n| old |\n\n<!-- end of table -->\n\nB\n";
  const fresh = withTables(stale);
  assert.match(fresh, /^A\n\n<!-- table: hbos -->\n\n\| parameter +\| known as/);
  assert.match(fresh, /\n\n<!-- end of table -->\n\nB\n$/);
  assert.doesNotMatch(fresh, /old/);
  assert.throws(() => withTables(stale.replace("hbos", "tarot")), RangeError);
});

Deno.test("fieldTable() has name, scikit-learn's name, default, limits and help", () => {
  const table = fieldTable([{
    name: "trees",
    label: "Trees",
    knownAs: "n_estimators",
    help: "How many.",
    type: "integer",
    default: 100,
    min: 1,
    max: 1000,
  }]);
  const row = table.split("\n")[2].split("|").map((cell) => cell.trim());
  assert.deepEqual(row, ["", "`trees`", "`n_estimators`", "100", "1 to 1000", "How many.", ""]);
});

Deno.test("detectorTable() says what learns from attacks", () => {
  const rows = detectorTable(DETECTORS).split("\n").slice(2);
  const supervised = rows.filter((row) => row.includes("labelled attacks"));
  assert.equal(rows.length, DETECTORS.length);
  assert.equal(supervised.length, 1);
  assert.match(supervised[0], /lstm-classifier/);
});
