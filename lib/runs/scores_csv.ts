import { stringifyCell } from "../datasets/csv_cell.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { readScoredRows } from "./export/scored_rows.ts";
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
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { rowNumbers, labels, models } = await readScoredRows(
    folder.run(run),
    results.map((result) => ({ folder: folder.model(run, result.model), result })),
  );
  const names = labels?.names.map(stringifyCell);
  const header = [
    "row",
    ...(labels ? ["label"] : []),
    ...models.flatMap(({ name }) => [`${name}_score`, `${name}_anomaly`]),
  ].join(",");
  const line = (row: number): string => {
    let text = String(rowNumbers[row] + 1);
    if (labels) text += "," + (names![labels.codes[row]] ?? "");
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
