import { stringifyCell } from "../datasets/csv_cell.ts";
import { readScores } from "../models/scores.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { flagRows } from "../thresholds/apply_rule.ts";
import { readTestRows } from "./test_rows.ts";
import type { RunResult } from "./types.ts";

/** Rows that become text at a time. */
const BLOCK_ROWS = 4096;

/**
 * The scores of all models of a run as CSV, a row for each test row: its row number in the dataset
 * (counted from 1), its label, and for each model score and decision.
 *
 * @param folder the data folder
 * @param run id of a run that is done
 * @param results its models
 */
export async function scoresCsv(
  folder: DataFolder,
  run: string,
  results: RunResult[],
): Promise<ReadableStream<Uint8Array>> {
  const { rowNumbers, labels } = await readTestRows(folder.run(run));
  const models = await Promise.all(results.map(async (result, index) => ({
    name: `${result.kind}_${index + 1}`,
    ...await decisions(folder.model(run, result.model), result),
  })));
  const names = labels?.names.map(stringifyCell);
  const header = [
    "row",
    ...(labels ? ["label"] : []),
    ...models.flatMap(({ name }) => [`${name}_score`, `${name}_anomaly`]),
  ].join(",");
  const line = (row: number): string => {
    let text = String(rowNumbers[row] + 1);
    if (labels) text += "," + names![labels.codes[row]];
    for (const { scores, flags } of models) text += `,${scores[row]},${flags[row]}`;
    return text + "\r\n";
  };
  let next = -1;
  return new ReadableStream<string>({
    pull(controller) {
      if (next === -1) {
        next = 0;
        return controller.enqueue(header + "\r\n");
      }
      const end = Math.min(next + BLOCK_ROWS, rowNumbers.length);
      let text = "";
      while (next < end) text += line(next++);
      if (text !== "") controller.enqueue(text);
      if (next === rowNumbers.length) controller.close();
    },
  }).pipeThrough(new TextEncoderStream());
}

async function decisions(folder: string, { threshold }: RunResult) {
  const { test, heldOut } = await readScores(folder);
  const scores = { heldOut: heldOut ?? new Float32Array(0), test, truth: null };
  return { scores: test, flags: flagRows(threshold, threshold.value, scores) };
}
