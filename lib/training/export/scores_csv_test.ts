import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../../datasets/testing.ts";
import { writeScores } from "../../models/scores.ts";
import { flagRows } from "../../learning/thresholds/apply_rule.ts";
import { filled } from "../../base/typed_arrays.ts";
import { writeTestRows } from "../rows/test_rows.ts";
import type { RunResult } from "../../resources/run.ts";
import type { StoredResult } from "./scored_blocks.ts";
import { scoresCsvStream } from "./scores_csv_stream.ts";

const ROWS = 20_001;
const NAMES = ["normal", '=a "b", c'];

/** A run with a model of a fixed threshold and one whose threshold follows the rows. */
async function writeRun(folder: string, labelled: boolean) {
  const test = filled(new Float32Array(ROWS), (row) => 10 ** (row % 60 - 30) * (1 + row / ROWS));
  const heldOut = filled(new Float32Array(500), (row) => row / 500);
  await writeTestRows(folder, {
    rows: filled(new Uint32Array(ROWS), (row) => row),
    rowNumbers: filled(new Uint32Array(ROWS), (row) => 3 * row),
    labels: labelled
      ? { codes: filled(new Int32Array(ROWS), (row) => row % 3 - 1), names: NAMES }
      : null,
  });
  const thresholds = [
    { rule: "fixed", value: 0.5 },
    { rule: "adaptive", q: 0.9, window: 50, resetAfter: 0, value: 0.5 },
  ] as RunResult["threshold"][];
  const results: StoredResult[] = [];
  for (const threshold of thresholds) {
    const model = join(folder, threshold.rule);
    await Deno.mkdir(model);
    await writeScores(model, { test, heldOut });
    results.push({ folder: model, result: { kind: "kmeans", threshold } as RunResult });
  }
  const flags = thresholds.map((threshold) =>
    flagRows(threshold, threshold.value, { test, heldOut })
  );
  return { test, results, flags };
}

Deno.test("scoresCsvStream() writes every row in order, with the decisions of each rule", () =>
  withFolder(async (folder) => {
    for (const labelled of [true, false]) {
      const run = join(folder, String(labelled));
      await Deno.mkdir(run);
      const { test, results, flags } = await writeRun(run, labelled);
      const text = await new Response(await scoresCsvStream({ run, results })).text();
      const label = labelled ? ",label" : "";
      const lines = [
        `row${label},kmeans_1_score,kmeans_1_anomaly,kmeans_2_score,kmeans_2_anomaly`,
      ];
      const cells = ["", "normal", `"'=a ""b"", c"`];
      for (let row = 0; row < ROWS; row++) {
        const cell = labelled ? `,${cells[row % 3]}` : "";
        const [first, second] = flags.map((flag) => `${test[row]},${flag[row]}`);
        lines.push(`${3 * row + 1}${cell},${first},${second}`);
      }
      assert.equal(text, lines.join("\r\n") + "\r\n");
    }
  }));

Deno.test("scoresCsvStream() makes no more than is taken, and ends its thread when left", () =>
  withFolder(async (folder) => {
    const { results } = await writeRun(folder, true);
    const reader = (await scoresCsvStream({ run: folder, results })).getReader();
    const { value } = await reader.read();
    assert.match(new TextDecoder().decode(value), /^row,label,[^\n]*\r\n$/);
    await reader.cancel();
    await Deno.remove(join(folder, "fixed", "scores.f32"));
    await assert.rejects(scoresCsvStream({ run: folder, results }), /No such file/);
  }));
