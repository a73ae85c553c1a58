/**
 * What a person or a program may ask of a batch, and how it is checked.
 *
 * @module
 */
import { z } from "zod";
import type { DatasetDetail } from "../../resources/dataset.ts";
import type { ModelSummary } from "../../resources/model.ts";
import { type BatchRequest, EXPLAINED_ROWS } from "../../resources/batch.ts";
import { givenId } from "../../base/request_limits.ts";

/** Models of one batch: their verdicts on a row fit into a byte. */
export const MAX_BATCH_MODELS = 8;

/** The body of `POST /api/v1/batches`. */
export const batchRequestSchema = z.strictObject({
  name: z.string().trim().max(200).optional(),
  dataset: givenId,
  models: z.array(givenId).min(1, "Choose at least one model.").max(
    MAX_BATCH_MODELS,
    `A batch can have at most ${MAX_BATCH_MODELS} models.`,
  ),
  explain: z.enum(EXPLAINED_ROWS, { error: `Choose one of ${EXPLAINED_ROWS.join(", ")}.` })
    .default("none"),
});

/** What a request is checked against. */
export interface BatchSurroundings {
  findDataset: (id: string) => DatasetDetail | null;
  findModel: (id: string) => ModelSummary | null;
}

/**
 * Checks a request and fills in its name.
 *
 * @param body what was sent
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseBatchRequest(
  body: unknown,
  { findDataset, findModel }: BatchSurroundings,
): BatchRequest {
  const { name, ...input } = batchRequestSchema.parse(body);
  const faults: [PropertyKey[], string][] = [];
  const dataset = findDataset(input.dataset);
  if (!dataset) {
    faults.push([["dataset"], `There is no dataset "${input.dataset.slice(0, 100)}".`]);
  } else if (dataset.status === "failed") {
    faults.push([["dataset"], `The dataset "${dataset.name}" could not be read.`]);
  }
  input.models.forEach((id, index) => {
    if (!findModel(id)) {
      faults.push([["models", index], `There is no model "${id.slice(0, 100)}".`]);
    } else if (input.models.indexOf(id) < index) {
      faults.push([["models", index], "This model is already selected."]);
    }
  });
  if (faults.length > 0) {
    throw new z.ZodError(
      faults.map(([path, message]) => ({ code: "custom", path, message, input: body })),
    );
  }
  return { name: name || dataset!.name, ...input };
}
