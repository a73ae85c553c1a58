import { join } from "node:path";
import type { Run } from "../../resources/run.ts";
import type { DataFolder } from "../../store/data_folder.ts";

/**
 * The file with the records that a run trained or tested on: that of the dataset, or the one beside it
 * that has their context, too.
 */
export function runRecords(
  folder: DataFolder,
  { request, data }: Pick<Run, "request" | "data">,
  part: "train" | "test",
): string {
  const isApart = part === "test" && request.test !== undefined;
  const dataset = isApart ? request.test! : request.train;
  const file = data?.contextFiles?.[isApart ? "test" : "train"];
  return file === undefined ? folder.parquet(dataset) : join(folder.dataset(dataset), file);
}
