/**
 * The process that writes the scores of a run as Parquet.
 *
 * @module
 */
import { runChild } from "../../jobs/child_main.ts";
import { type ScoresExport, writeScoresParquet } from "./scores_parquet.ts";

if (import.meta.main) {
  await runChild<ScoresExport, never, null>(async (specification) => {
    await writeScoresParquet(specification);
    return null;
  });
}
