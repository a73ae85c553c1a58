import assert from "node:assert/strict";
import { readTestRows, writeTestRows } from "./test_rows.ts";

Deno.test("readTestRows() gives back what writeTestRows() wrote", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const labels = { codes: Int32Array.of(1, 0, -1, 1), names: ["normal", "smurf"] };
    const rowNumbers = Uint32Array.of(10, 11, 12, 13);
    const rows = Uint32Array.of(0, 3);
    await writeTestRows(folder, { rows, rowNumbers, labels });
    assert.deepEqual(await readTestRows(folder), {
      rowNumbers: Uint32Array.of(10, 13),
      labels: { codes: Int32Array.of(1, 1), names: labels.names },
    });
    await writeTestRows(folder, { rows, rowNumbers, labels: null });
    assert.equal((await readTestRows(folder)).labels, null);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
