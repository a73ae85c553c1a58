import assert from "node:assert/strict";
import type { ColumnProfile } from "../../resources/dataset.ts";
import { columnProfile } from "../testing.ts";
import { filterCounts, listColumns, nextSort } from "./column_list.ts";

const columns: ColumnProfile[] = [
  columnProfile({ name: "Flow Bytes 10", mean: 5, infinite: 2 }),
  columnProfile({ name: "flow bytes 9", mean: 7 }),
  columnProfile({ name: "service", role: "categorical", type: "categorical", mean: null }),
  columnProfile({ name: "Flow ID", role: "identifier", type: "categorical", mean: null }),
  columnProfile({ name: "Label", role: "label", type: "categorical", mean: null }),
];
const view = { search: "", filter: "all", sort: null } as const;
const shown = (change: Partial<Parameters<typeof listColumns>[1]>) =>
  listColumns(columns, { ...view, ...change }).map(({ name }) => name);

Deno.test("listColumns() keeps the order of the file by default", () => {
  assert.deepEqual(shown({}), columns.map(({ name }) => name));
});

Deno.test("listColumns() searches names in either case", () => {
  assert.deepEqual(shown({ search: " FLOW b" }), ["Flow Bytes 10", "flow bytes 9"]);
});

Deno.test("listColumns() filters by role and by group", () => {
  assert.deepEqual(shown({ filter: "identifier" }), ["Flow ID"]);
  assert.deepEqual(shown({ filter: "off" }), ["Flow ID"]);
  assert.deepEqual(shown({ filter: "gaps" }), ["Flow Bytes 10"]);
  assert.deepEqual(shown({ filter: "features", search: "s" }), [
    "Flow Bytes 10",
    "flow bytes 9",
    "service",
  ]);
});

Deno.test("listColumns() sorts numbers in names as numbers", () => {
  assert.deepEqual(
    shown({ search: "bytes", sort: { key: "name", descending: false } }),
    ["flow bytes 9", "Flow Bytes 10"],
  );
});

Deno.test("listColumns() puts columns without a value last in both directions", () => {
  for (const descending of [true, false]) {
    const first = shown({ sort: { key: "mean", descending } }).slice(0, 2);
    assert.deepEqual(
      first,
      descending ? ["flow bytes 9", "Flow Bytes 10"] : ["Flow Bytes 10", "flow bytes 9"],
    );
  }
});

Deno.test("listColumns() does not reorder its argument", () => {
  const before = [...columns];
  shown({ sort: { key: "name", descending: true } });
  assert.deepEqual(columns, before);
});

Deno.test("filterCounts() leaves out filters that would show nothing", () => {
  assert.deepEqual(filterCounts(columns), [
    { filter: "all", count: 5 },
    { filter: "features", count: 3 },
    { filter: "off", count: 1 },
    { filter: "gaps", count: 1 },
    { filter: "numeric", count: 2 },
    { filter: "categorical", count: 1 },
    { filter: "label", count: 1 },
    { filter: "identifier", count: 1 },
  ]);
});

Deno.test("nextSort() goes through both directions and back to the order of the file", () => {
  const first = nextSort(null, "max");
  assert.deepEqual(first, { key: "max", descending: true });
  const second = nextSort(first, "max");
  assert.deepEqual(second, { key: "max", descending: false });
  assert.equal(nextSort(second, "max"), null);
  assert.deepEqual(nextSort(second, "name"), { key: "name", descending: false });
});
