/**
 * The datasets of a run with the context of their records.
 *
 * @module
 */
import { basename } from "node:path";
import { contextColumns } from "../../datasets/context/context_columns.ts";
import { contextState, ensureContextFile } from "../../datasets/context/context_file.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { JobError } from "../../jobs/child.ts";
import type { ContextState } from "../../learning/context/context_state.ts";
import type { RunData } from "../../resources/run.ts";
import type { RunDataset, RunSpecification } from "../request/specification.ts";

/** A run whose datasets have the context that it asks for. */
export interface RunWithContext {
  specification: RunSpecification;
  /** How single records get it; absent where none is asked for. */
  context?: ContextState;
  /** Names of the files that have it, beside those of the datasets. */
  files?: RunData["contextFiles"];
}

/**
 * Computes the context of all records, in the order of their times, before any is selected.
 *
 * @throws {JobError} when times cannot be read
 */
export async function withContext(specification: RunSpecification): Promise<RunWithContext> {
  const { request: { context: options }, train, test, memoryBytes } = specification;
  if (!options) return { specification };
  const added = async (dataset: RunDataset): Promise<RunDataset> => ({
    ...dataset,
    parquet: await ensureContextFile(dataset, options, memoryBytes),
    profile: {
      ...dataset.profile,
      columns: [...dataset.profile.columns, ...contextColumns(options)],
    },
  });
  try {
    const context = await contextState(train, options, memoryBytes);
    const whole = await added(train);
    const separate = test && await added(test);
    return {
      specification: { ...specification, train: whole, test: separate },
      context,
      files: {
        train: basename(whole.parquet),
        ...(separate && { test: basename(separate.parquet) }),
      },
    };
  } catch (error) {
    throw error instanceof DatasetError ? new JobError(error.message) : error;
  }
}
