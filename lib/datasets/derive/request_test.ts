import assert from "node:assert/strict";
import { z } from "zod";
import type { DatasetDetail } from "../../resources/dataset.ts";
import { planDerivation } from "./request.ts";

function detail(id: string, changes: Record<string, unknown> = {}): DatasetDetail {
  return {
    id,
    name: id.toUpperCase(),
    status: "ready",
    profile: {
      rows: 100,
      columns: [
        { name: "x", type: "numeric", role: "numeric", distinct: 9 },
        { name: "ts", type: "numeric", role: "timestamp", distinct: 9 },
        { name: "label", type: "categorical", role: "label", distinct: 2 },
      ],
      duplicates: { rows: 4, share: 0.04 },
      labelColumn: "label",
      labels: [{ name: "normal" }, { name: "worm" }, { name: "dos" }],
      ...changes,
    },
  } as unknown as DatasetDetail;
}

const datasets = [
  detail("a"),
  detail("b"),
  detail("bare", {
    columns: [{ name: "y", type: "numeric", role: "numeric", distinct: 9 }],
    labelColumn: null,
    duplicates: { rows: 0, share: 0 },
  }),
  detail("unlabelled", { labelColumn: null }),
  { ...detail("young"), status: "ingesting", profile: null } as DatasetDetail,
];
const plan = (body: unknown) =>
  planDerivation(body, (id) => datasets.find((each) => each.id === id) ?? null);

/** Pointer and message of the only fault. */
function fault(body: unknown): [string, string] {
  try {
    plan(body);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    assert.equal(error.issues.length, 1);
    return [error.issues[0].path.join("/"), error.issues[0].message];
  }
  throw new assert.AssertionError({ message: "It was accepted." });
}

Deno.test("planDerivation() makes two datasets of a split", () => {
  assert.deepEqual(plan({ operation: "split", dataset: "a", by: "time" }), [
    {
      name: "A (first 70%)",
      parents: [{ id: "a", name: "A" }],
      operation: "split",
      options: { by: "time", share: 0.3, column: "ts", part: "first" },
    },
    {
      name: "A (last 30%)",
      parents: [{ id: "a", name: "A" }],
      operation: "split",
      options: { by: "time", share: 0.3, column: "ts", part: "second" },
    },
  ]);
  const [, second] = plan({ operation: "split", dataset: "a", by: "random", share: 0.07 });
  assert.equal(second.name, "A (random 7%)");
  assert.deepEqual(second.options, {
    by: "random",
    share: 0.07,
    seed: 42,
    perLabel: false,
    part: "second",
  });
});

Deno.test("planDerivation() makes one dataset of all else", () => {
  const name = (body: unknown) => plan(body).map((each) => each.name);
  assert.deepEqual(name({ operation: "combine", datasets: ["a", "b"] }), ["A + B"]);
  assert.deepEqual(name({ operation: "filter", dataset: "a", drop: ["dos"] }), ["A (without dos)"]);
  assert.deepEqual(name({ operation: "combine", datasets: ["a", "b"], name: "both" }), ["both"]);
  assert.deepEqual(name({ operation: "sample", dataset: "a", rows: 1, perLabel: true }), [
    "A (sample, 1 row a label)",
  ]);
  assert.deepEqual(name({ operation: "drop-duplicates", dataset: "a" }), [
    "A (without duplicates)",
  ]);
});

Deno.test("planDerivation() points at what cannot be done", () => {
  const cases: [unknown, string, RegExp][] = [
    [{ operation: "stir", dataset: "a" }, "operation", /combine, split/],
    [{ operation: "combine", datasets: ["a"] }, "datasets", /at least two/],
    [{ operation: "combine", datasets: ["a", "a"] }, "datasets/1", /twice/],
    [{ operation: "combine", datasets: ["a", "bare"] }, "datasets/1", /lacks "x", "ts", "label"/],
    [{ operation: "combine", datasets: ["a", "unlabelled"] }, "datasets", /"label", none/],
    [{ operation: "combine", datasets: ["a", "none"] }, "datasets/1", /no dataset "none"/],
    [{ operation: "sample", dataset: "young", rows: 1 }, "dataset", /not ready/],
    [{ operation: "sample", dataset: "a" }, "rows", /either rows or share/],
    [{ operation: "sample", dataset: "a", rows: 1, share: 0.1 }, "rows", /either rows or share/],
    [{ operation: "sample", dataset: "a", rows: 100 }, "rows", /has 100 rows/],
    [{ operation: "sample", dataset: "bare", rows: 1, perLabel: true }, "perLabel", /no label/],
    [{ operation: "split", dataset: "a", by: "order", seed: 1 }, "seed", /random/],
    [{ operation: "split", dataset: "a", by: "order", share: 1 }, "share", /less than 1/],
    [{ operation: "split", dataset: "bare", by: "time" }, "by", /no column of the role timestamp/],
    [
      { operation: "split", dataset: "a", by: "time", column: "x" },
      "column",
      /"x" is not a column/,
    ],
    [{ operation: "split", dataset: "a", by: "order", perLabel: true }, "perLabel", /by time/],
    [{ operation: "filter", dataset: "a" }, "keep", /either keep or drop/],
    [{ operation: "filter", dataset: "a", keep: [] }, "keep", /at least one/],
    [{ operation: "filter", dataset: "a", drop: ["dos", "x"] }, "drop/1", /no label "x"/],
    [{ operation: "filter", dataset: "a", drop: ["dos", "worm", "normal"] }, "drop", /remain/],
    [{ operation: "filter", dataset: "bare", keep: ["dos"] }, "keep", /no label column/],
    [{ operation: "drop-duplicates", dataset: "bare" }, "dataset", /no duplicates/],
    [{ operation: "drop-duplicates", dataset: "a", keep: "last" }, "", /keep/],
  ];
  for (const [body, path, message] of cases) {
    const [found, text] = fault(body);
    assert.equal(found, path, JSON.stringify(body));
    assert.match(text, message);
  }
});
