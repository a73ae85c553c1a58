import assert from "node:assert/strict";
import type { ModelInput } from "../learning/features/input.ts";
import type { ColumnProfile } from "../resources/dataset.ts";
import { fitDurations } from "./fit_durations.ts";

const input = (name: string, integer: boolean) =>
  ({ name, type: "numeric", integer }) as ModelInput & { type: "numeric" };
const column = (name: string, value: string) =>
  ({ name, type: "numeric", top: [{ value, count: 1 }] }) as unknown as ColumnProfile;

function fit(wanted: ModelInput[], columns: ColumnProfile[]) {
  const own = new Map(
    wanted.filter(({ name }) => columns.some((each) => each.name === name))
      .map(({ name }) => [name, name]),
  );
  return fitDurations(wanted, columns, own);
}

Deno.test("fitDurations() reconciles microseconds, milliseconds and seconds", () => {
  const micro = input("Flow Duration", true);
  const seconds = input("duration", false);
  assert.deepEqual(fit([micro], [column("duration", "1.5")]), [
    { feature: "Flow Duration", column: "duration", factor: 1e6 },
  ]);
  assert.deepEqual(fit([seconds], [column("Flow Duration", "1500000")]), [
    { feature: "duration", column: "Flow Duration", factor: 1e-6 },
  ]);
  assert.deepEqual(fit([micro], [column("Flow Duration", "0.25")]), [
    { feature: "Flow Duration", column: "Flow Duration", factor: 1e6 },
  ]);
  assert.deepEqual(fit([seconds], [column("bidirectional_duration_ms", "7")]), [
    { feature: "duration", column: "bidirectional_duration_ms", factor: 1e-3 },
  ]);
});

Deno.test("fitDurations() leaves alone what has its name and unit, and other features", () => {
  const both = [column("Flow Duration", "1500000"), column("duration", "1.5")];
  assert.deepEqual(fit([input("Flow Duration", true), input("duration", false)], both), []);
  assert.deepEqual(fit([input("bytes", true)], both), []);
  assert.deepEqual(fit([input("duration", false)], [column("bytes", "1")]), []);
});
