import assert from "node:assert/strict";
import type { ColumnProfile, ColumnRole, DatasetProfile } from "../resources/dataset.ts";
import { datasetWarnings } from "./warnings.ts";

const SOUND: Omit<DatasetProfile, "warnings"> = {
  format: "csv",
  rows: 1_000,
  columns: [],
  rejected: { count: 0, first: [] },
  duplicates: { rows: 0, share: 0 },
  labelColumn: "label",
  labels: [
    { name: "normal", count: 900, attack: false, duplicates: 0, dropped: 0 },
    { name: "dos", count: 100, attack: true, duplicates: 0, dropped: 0 },
  ],
  bytes: 1,
};

function warn(changes: Partial<DatasetProfile>): string {
  return datasetWarnings({ ...SOUND, ...changes }).join("\n");
}

function column(name: string, role: ColumnRole): ColumnProfile {
  const range = { min: null, max: null, mean: null, std: null };
  return {
    name,
    role,
    reason: null,
    type: "categorical",
    missing: 0,
    infinite: 0,
    policy: "median",
    distinct: 1,
    ...range,
    top: [],
    histogram: null,
  };
}

Deno.test("datasetWarnings() says nothing of a sound dataset", () => {
  assert.deepEqual(datasetWarnings(SOUND), []);
});

Deno.test("datasetWarnings() speaks of rejected lines and duplicates", () => {
  assert.match(warn({ rejected: { count: 1, first: [] } }), /^1 line \(under 0\.1%\) could not/);
  assert.match(warn({ rejected: { count: 2_000, first: [] } }), /^2,000 lines \(66\.7%\)/);
  assert.match(
    warn({ duplicates: { rows: 500, share: 0.5 } }),
    /50\.0% of the rows are duplicates: 500 equal/,
  );
});

Deno.test("datasetWarnings() speaks of labels that cannot be evaluated", () => {
  const [normal, dos] = SOUND.labels;
  assert.match(warn({ labelColumn: null, labels: [] }), /no label column/);
  assert.match(warn({ labels: [{ ...normal, count: 1_000 }] }), /one class only, "normal"/);
  assert.match(warn({ labels: [normal] }), /100 records have no label/);
  assert.match(warn({ labels: [{ ...normal, attack: true }, dos] }), /No label .* normal traffic/);
  assert.match(warn({ labels: [normal, { ...dos, attack: false }] }), /Every label/);
});

Deno.test("datasetWarnings() names columns that are not used", () => {
  assert.match(warn({ columns: [column("a", "constant")] }), /The column "a" has only one value/);
  const columns = Array.from({ length: 7 }, (_, i) => column(`ip${i}`, "identifier"));
  assert.match(warn({ columns }), /7 columns identify single flows .* "ip4" and 2 more/);
});

Deno.test("datasetWarnings() counts infinite values and the rows that they cost each label", () => {
  const rate = { ...column("rate", "numeric"), infinite: 3 };
  assert.match(warn({ columns: [rate] }), /The column "rate" has 3 infinite values/);
  const [normal, dos] = SOUND.labels;
  const labels = [normal, { ...dos, dropped: 3 }];
  const columns = [{ ...rate, policy: "drop-row" as const }];
  assert.match(warn({ columns, labels }), /leave out 3 rows \(0\.3%\) .*: 3 of 100 of "dos"\./);
});

Deno.test("datasetWarnings() names columns that give the label away", () => {
  assert.match(warn({ columns: [column("verdict", "leaking")] }), /"verdict" reveals the label/);
});

Deno.test("datasetWarnings() speaks of numbers that count as words", () => {
  const words = (...values: string[]) => ({
    columns: [{
      ...column("bytes", "categorical"),
      top: values.map((value) => ({ value, count: 1 })),
    }],
  });
  const separators = "with thousands separators or decimal commas";
  for (
    const [value, notation] of [
      ["1,234", separators],
      ["12,5", separators],
      ["1.234.567,8", separators],
      ["7 %", "with percent signs"],
      ["0x1F", "in hexadecimal"],
    ]
  ) {
    const told = warn(words(value, "12"));
    assert.ok(told.startsWith(`"bytes" contains numbers ${notation}, which are treated`), told);
  }
  assert.match(warn(words("0x1F", "7%")), /numbers with percent signs or in hexadecimal, which/);
  assert.equal(warn(words("1,234", "tcp")), "");
  assert.equal(warn(words("12", "13")), "");
});
