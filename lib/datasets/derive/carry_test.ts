import assert from "node:assert/strict";
import type { ColumnProfile, ColumnRole, LabelCount } from "../../resources/dataset.ts";
import { carriedColumns, carriedLabels, type Heritage, inheritedColumn } from "./carry.ts";

const column = (role: ColumnRole, changes: Partial<ColumnProfile> = {}) =>
  ({
    name: "x",
    role,
    reason: `${role} for a reason`,
    policy: "median",
    distinct: 5,
    missing: 0,
    ...changes,
  }) as ColumnProfile;

const heritage = (role: ColumnRole, attack = true): Heritage => ({
  columns: [column(role, { policy: "zero" })],
  labels: [{ name: "worm", attack } as LabelCount],
});

Deno.test("inheritedColumn() takes the first parent in which a column has several values", () => {
  const role = (...roles: ColumnRole[]) =>
    inheritedColumn(roles.map((r) => heritage(r)), "x")?.role;
  assert.equal(role("ignored", "numeric"), "ignored");
  assert.equal(role("constant", "numeric"), "numeric");
  assert.equal(role("constant"), undefined);
});

Deno.test("carriedColumns() keeps role, reason and policy, and finds what became constant", () => {
  const carried = (parent: ColumnRole, child: ColumnProfile) => {
    const [{ role, reason, policy }] = carriedColumns([heritage(parent)], [child]);
    return [role, reason, policy];
  };
  const ignored = ["ignored", "ignored for a reason", "zero"];
  assert.deepEqual(carried("ignored", column("numeric")), ignored);
  assert.deepEqual(carried("ignored", column("numeric", { distinct: 1 })), ignored);
  assert.deepEqual(carried("numeric", column("numeric", { distinct: 1 })), [
    "constant",
    "It has only one value.",
    "zero",
  ]);
  assert.equal(carried("numeric", column("numeric", { distinct: 1, missing: 2 }))[0], "numeric");
  assert.equal(carried("constant", column("leaking"))[0], "leaking");
});

Deno.test("carriedLabels() keeps what was said about a label, and leaves new ones as they are", () => {
  const labels = ["worm", "new"].map((name) => ({ name, count: 1, attack: true })) as LabelCount[];
  assert.deepEqual(
    carriedLabels([heritage("label", false), heritage("label", true)], labels)
      .map(({ attack }) => attack),
    [false, true],
  );
});
