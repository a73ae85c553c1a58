import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { filled, firstIndices } from "../../../base/typed_arrays.ts";
import type { Frame } from "../../../learning/features/frame.ts";
import { PLANTED_KINDS } from "../../../resources/choices.ts";
import { plantAnomalies, PLANTED_OF_EACH } from "./plant_anomalies.ts";

const ROWS = 400;

/** Small requests, large answers; a service has its own state. */
function traffic(): Frame {
  const random = createRandom(1);
  const services = filled(new Int8Array(ROWS), () => random.integer(3));
  return {
    rows: ROWS,
    columns: [
      {
        type: "numeric",
        name: "sent",
        values: filled(new Uint8Array(ROWS), () => 50 + random.integer(50)),
      },
      {
        type: "categorical",
        name: "service",
        codes: services,
        categories: ["http", "dns", "ssh"],
      },
      {
        type: "numeric",
        name: "received",
        values: filled(new Float32Array(ROWS), () => 5000 + random.integer(999)),
      },
      {
        type: "categorical",
        name: "state",
        codes: services.slice(),
        categories: ["SF", "OTH", "RSTO"],
      },
    ],
  };
}

const ground = {
  frame: traffic(),
  rows: firstIndices(ROWS),
  heldOut: Uint32Array.of(30, 90, 210, 350),
  sequences: null,
};

function values(frame: Frame, row: number): (string | number)[] {
  return frame.columns.map((column) =>
    column.type === "numeric" ? column.values[row] : column.categories[column.codes[row]]
  );
}

Deno.test("plantAnomalies() plants each kind equally often, in copies", () => {
  const before = structuredClone(ground.frame);
  const { frame, rows, planted } = plantAnomalies(ground, { context: 0, seed: 1 });
  assert.deepEqual(ground.frame, before);
  assert.equal(rows.length, PLANTED_KINDS.length * PLANTED_OF_EACH);
  for (const kind of PLANTED_KINDS) {
    const found = planted.filter((each) => each.kind === kind).map(({ row }) => values(frame, row));
    assert.equal(found.length, PLANTED_OF_EACH, kind);
    for (const [sent, service, received, state] of found as [number, string, number, string][]) {
      const fits = ["http SF", "dns OTH", "ssh RSTO"].includes(`${service} ${state}`);
      if (kind === "extreme") assert.ok(sent > 500 || received > 14_000);
      if (kind === "swapped") assert.ok(sent > received);
      if (kind === "combination") assert.ok(!fits);
      if (kind === "unseen") assert.ok([service, state].includes("netsift-planted"));
      if (kind !== "swapped" && kind !== "extreme") assert.ok(sent < 100 && received > 4999);
    }
  }
});

Deno.test("plantAnomalies() gives the same for the same seed, and other records for another", () => {
  const made = (seed: number) => plantAnomalies(ground, { context: 0, seed });
  assert.deepEqual(made(7), made(7));
  assert.notDeepEqual(made(7).frame, made(8).frame);
});

Deno.test("plantAnomalies() puts the records before each in front of it, of its sequence alone", () => {
  const sequences = filled(new Int8Array(ROWS), (row) => row % 2);
  const { frame, rows, planted, sequences: made } = plantAnomalies(
    { ...ground, sequences },
    { context: 3, seed: 1 },
  );
  assert.equal(rows.length, 4 * planted.length);
  const { row } = planted[0];
  assert.deepEqual([...made!.subarray(row - 3, row + 1)], [0, 0, 0, 0]);
  const original = [...ground.heldOut].find((each) =>
    values(ground.frame, each - 2).join() === values(frame, row - 1).join() &&
    values(ground.frame, each - 6).join() === values(frame, row - 3).join()
  );
  assert.ok(original !== undefined);
});

Deno.test("plantAnomalies() leaves out kinds that the features cannot have", () => {
  const [sent] = ground.frame.columns;
  const kindsOf = (columns: Frame["columns"]) => {
    const { planted } = plantAnomalies({ ...ground, frame: { rows: ROWS, columns } }, {
      context: 0,
      seed: 1,
    });
    return [...new Set(planted.map(({ kind }) => kind))];
  };
  assert.deepEqual(kindsOf([sent]), ["extreme"]);
  const constant = { ...sent, values: new Float32Array(ROWS) } as Frame["columns"][number];
  assert.deepEqual(kindsOf([constant]), []);
});
