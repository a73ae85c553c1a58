/**
 * What a person or a program may ask of `POST /api/v1/overlap`, and how it is checked.
 *
 * @module
 */
import { z } from "zod";
import type { FrameRequestColumn } from "../../tables/frame/frame_request.ts";
import type { DatasetDetail } from "../../resources/dataset.ts";
import { checkFeatures, checkTest } from "../request/check_datasets.ts";
import { runRequestSchema } from "../request/request_schema.ts";
import { defaultFeatures, featureType } from "../request/features.ts";
import type { FieldIssue } from "../request/field_issue.ts";
import { givenId } from "../../base/request_limits.ts";

/** The body of `POST /api/v1/overlap`: the part of a run's request that says which rows it sees. */
export const overlapRequestSchema = z.strictObject({
  train: runRequestSchema.shape.train,
  test: givenId,
  features: runRequestSchema.shape.features,
});

/** Which columns of which datasets to compare. */
export interface OverlapQuestion {
  train: string;
  test: string;
  /** Columns of both. */
  features: FrameRequestColumn[];
  /** The label columns; `null` where one of the two has none, and labels do not count. */
  labels: { train: string; test: string } | null;
}

/**
 * Checks a request against the datasets that there are.
 *
 * @param body what was sent
 * @param find looks a dataset up
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseOverlapRequest(
  body: unknown,
  find: (id: string) => DatasetDetail | null,
): OverlapQuestion {
  const { train, test, features } = overlapRequestSchema.parse(body);
  const issues: FieldIssue[] = [];
  const ready = (id: string, field: string): DatasetDetail | null => {
    const dataset = find(id);
    if (dataset?.profile && dataset.status === "ready") return dataset;
    issues.push([
      [field],
      dataset
        ? `The dataset "${dataset.name}" is not ready: ${dataset.status}.`
        : `There is no dataset "${id.slice(0, 100)}".`,
    ]);
    return null;
  };
  const trainData = ready(train, "train");
  const testData = ready(test, "test");
  if (trainData) issues.push(...checkFeatures(trainData, features));
  if (trainData && testData) issues.push(...checkTest(trainData, testData, features));
  if (issues.length > 0) {
    throw new z.ZodError(
      issues.map(([path, message]) => ({ code: "custom", path, message, input: body })),
    );
  }
  const columns = features === "all"
    ? defaultFeatures(trainData!.profile!)
    : trainData!.profile!.columns.filter(({ name }) => features.includes(name));
  const labels = {
    train: trainData!.profile!.labelColumn,
    test: testData!.profile!.labelColumn,
  };
  return {
    train,
    test,
    features: columns.map((column) => ({
      name: column.name,
      type: featureType(column),
      ...(column.notation && { notation: column.notation }),
    })),
    labels: labels.train !== null && labels.test !== null
      ? { train: labels.train, test: labels.test }
      : null,
  };
}
