import type { DatasetDetail } from "../../resources/dataset.ts";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";
import { found } from "../found.ts";

/**
 * A dataset whose records can be read.
 *
 * @throws {ProblemError} 404 where there is none, 409 while it is being made or when that has failed
 */
export function findReadyDataset({ datasets }: Netsift, id: string): DatasetDetail {
  const dataset = found(datasets.get(id), "dataset", id);
  if (dataset.status !== "ready") {
    throw new ProblemError(
      409,
      `The dataset "${dataset.name}" has no records: it is ${dataset.status}.`,
    );
  }
  return dataset;
}
