import { stringifyCell } from "../../tables/csv_cell.ts";
import { scoredRows, type ScoredRun } from "./scored_blocks.ts";

/** Rows that become text at a time. */
const BLOCK_ROWS = 4096;

/**
 * The scores of all models of a run as CSV, a row for each test row: its row number in the dataset
 * (counted from 1), its label, and for each model score and decision. Pieces of some thousand rows
 * are made as they are taken.
 */
export async function* scoresCsv(run: ScoredRun): AsyncGenerator<string, void, undefined> {
  const { labels, models, blocks } = await scoredRows(run, BLOCK_ROWS);
  const names = labels?.map(stringifyCell);
  yield [
    "row",
    ...(names ? ["label"] : []),
    ...models.flatMap((name) => [`${name}_score`, `${name}_anomaly`]),
  ].join(",") + "\r\n";
  for await (const { rowNumbers, codes, models } of blocks) {
    let text = "";
    for (let row = 0; row < rowNumbers.length; row++) {
      text += rowNumbers[row] + 1;
      if (names) text += "," + (names[codes![row]] ?? "");
      for (const { scores, flags } of models) text += `,${scores[row]},${flags[row]}`;
      text += "\r\n";
    }
    yield text;
  }
}
