import { join } from "node:path";
import { contextColumns, lacksContext } from "../../datasets/context/context_columns.ts";
import { writeWithContext } from "../../datasets/context/write_with_context.ts";
import { JobError } from "../../jobs/child.ts";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import type { BatchProgress } from "../../resources/batch.ts";
import type { BatchSpecification } from "./specification.ts";

/**
 * The dataset of a batch with the context features that its models take, which a dataset may have
 * itself.
 *
 * @throws {JobError} when two models take features of one name that mean different windows
 */
export async function withContexts(
  specification: BatchSpecification,
  report: (progress: BatchProgress) => void,
): Promise<BatchSpecification> {
  const { parquet, profile, models, staging, memoryBytes } = specification;
  const asked = new Map(
    models.flatMap(({ context }): [string, ContextOptions][] =>
      context && lacksContext(profile.columns, context) ? [[JSON.stringify(context), context]] : []
    ),
  );
  let whole = { parquet, profile };
  for (const [index, context] of [...asked.values()].entries()) {
    if (!lacksContext(whole.profile.columns, context)) {
      throw new JobError(
        "The models use context features with different windows. Score the dataset with one model at a time.",
      );
    }
    report({ phase: "Computing context features", fraction: 0 });
    const path = join(staging, `context-${index}.parquet`);
    const spillFolder = join(staging, "context-spill");
    await writeWithContext(whole, context, path, { spillFolder, memoryBytes });
    const columns = [...whole.profile.columns, ...contextColumns(context)];
    whole = { parquet: path, profile: { ...whole.profile, columns } };
  }
  return { ...specification, ...whole };
}
