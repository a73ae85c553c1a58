/**
 * The process that looks for the nearest normal training records.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { JobError } from "../../jobs/child.ts";
import { runChild } from "../../jobs/child_main.ts";
import { findNeighbours, type NeighbourSearch } from "./find_neighbours.ts";
import type { Neighbours } from "./types.ts";

if (import.meta.main) {
  await runChild<NeighbourSearch, never, Neighbours>(async (search) => {
    try {
      return await findNeighbours(search);
    } catch (error) {
      throw error instanceof DatasetError ? new JobError(error.message) : error;
    }
  });
}
