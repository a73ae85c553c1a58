import assert from "node:assert/strict";
import { filled, firstIndices } from "../../base/typed_arrays.ts";
import { createRandom } from "../../base/random.ts";
import type { RunSpecification } from "../request/specification.ts";
import type { RunRows } from "../rows/read_rows.ts";
import { cleanTraining } from "./clean_training.ts";
import { worstRows } from "./worst_rows.ts";

const ROWS = 600;

/** Every twentieth row is far away from the others; they are of one host. */
function contaminated() {
  const random = createRandom(3);
  const isOdd = (row: number) => row % 20 === 0;
  const values = filled(
    new Float32Array(ROWS),
    (row) => isOdd(row) ? 50 + 9 * random.normal() : random.normal(),
  );
  const train = {
    frame: { rows: ROWS, columns: [{ type: "numeric", name: "bytes", values }] },
    rows: firstIndices(ROWS),
    rowNumbers: firstIndices(ROWS),
    labels: null,
    sequences: null,
    isAttack: null,
    attack: [],
    duplicates: 0,
    dropped: 0,
  } as RunRows;
  const hosts = {
    column: "src",
    names: ["usual", "odd"],
    codes: filled(new Int32Array(ROWS), (row) => isOdd(row) ? 1 : 0),
  };
  return { train, hosts, isOdd };
}

const task = (share: number, rounds: number) => {
  const { train, hosts, isOdd } = contaminated();
  const request = {
    detectors: [{ kind: "mahalanobis", params: {}, threshold: { rule: "quantile", q: 0.95 } }],
    contamination: { share, rounds },
  };
  return {
    isOdd,
    task: {
      specification: { request } as unknown as RunSpecification,
      ...{ index: 0, title: "ECOD", train, hosts, seed: 1 },
      clock: { fit: () => {}, score: () => {} },
      options: { encoding: "one-hot" as const },
    },
  };
};

Deno.test("cleanTraining() sets the worst rows aside and names their hosts", async () => {
  for (const rounds of [1, 3]) {
    const { task: given, isOdd } = task(0.05, rounds);
    const { setAside, ground, training } = await cleanTraining(given);
    assert.deepEqual([setAside.rows, setAside.of, setAside.rounds], [30, ROWS, rounds]);
    const { column, total, top } = setAside.hosts!;
    assert.deepEqual([column, top[0].host, top[0].records], ["src", "odd", 30]);
    assert.ok(top[0].setAside >= 25, `${top[0].setAside}`);
    assert.ok(total <= 2);
    assert.equal(ground.rows.length, ROWS - 30);
    assert.equal([...ground.rows].filter(isOdd).length, 30 - top[0].setAside);
    assert.equal(training.matrixFor({}).matrix.rows + training.heldOutRows, ROWS - 30);
  }
});

Deno.test("cleanTraining() gives the same for the same seed", async () => {
  const made = async () => (await cleanTraining(task(0.1, 2).task)).ground.rows;
  assert.deepEqual(await made(), await made());
});

Deno.test("worstRows() takes the highest scores, of equal ones the first", () => {
  const rows = Uint32Array.of(0, 1, 2, 4);
  assert.deepEqual(worstRows(rows, Float32Array.of(1, 7, 7, 99, 9), 2), [4, 1]);
  assert.deepEqual(worstRows(rows, new Float32Array(5), 3), [0, 1, 2]);
  assert.deepEqual(worstRows(rows, new Float32Array(5), 0), []);
});
