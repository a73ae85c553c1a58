import assert from "node:assert/strict";
import type { ModelInput } from "../../learning/features/input.ts";
import { groupInputs } from "./input_groups.ts";

const inputs = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `f${i}` }) as unknown as ModelInput);
const names = (group: ModelInput[]) => group.map(({ name }) => name);

Deno.test("groupInputs() folds nothing of a short form", () => {
  const { first, rest } = groupInputs(inputs(16), [["f9"]]);
  assert.deepEqual(names(first), names(inputs(16)));
  assert.deepEqual(rest, []);
});

Deno.test("groupInputs() puts what is most important to any model first", () => {
  const { first, rest } = groupInputs(inputs(20), [["f19", "f3"], ["f3", "f18"]]);
  assert.deepEqual(names(first).slice(0, 4), ["f3", "f19", "f18", "f0"]);
  assert.equal(first.length, 12);
  assert.deepEqual(names([...first, ...rest]).sort(), names(inputs(20)).sort());
});

Deno.test("groupInputs() keeps the order where no importance is known", () => {
  const { first, rest } = groupInputs(inputs(20), [[]]);
  assert.deepEqual(names([...first, ...rest]), names(inputs(20)));
});
