import type { InputRecord } from "../../lib/learning/features/input.ts";
import type { Prediction } from "../../lib/resources/model.ts";
import { callApi } from "../../lib/web/api.ts";
import type { ShownModel } from "./ModelAnswer.tsx";

/** Which random record is drawn. */
export type RecordKind = "any" | "normal" | "attack";

/** A record of the test data, with its label where it has one. */
export interface TestRecord {
  record: InputRecord;
  label: string | null;
}

/** What each of the models says about a record. */
export async function askModels(models: ShownModel[], record: InputRecord): Promise<Prediction[]> {
  return await Promise.all(models.map(async ({ model }) => {
    const path = `/models/${model.id}/predict`;
    const body = { records: [record] };
    return (await callApi<{ predictions: Prediction[] }>("POST", path, body)).predictions[0];
  }));
}

/** Draws a random record of the test data for each set of features that the models have. */
export async function drawRecords(models: ShownModel[], kind: RecordKind): Promise<TestRecord[]> {
  return await Promise.all(
    distinctFeatures(models).map(({ model }) =>
      callApi<TestRecord>("GET", `/models/${model.id}/record?kind=${kind}`)
    ),
  );
}

/** One model for each set of features: random records of the others would fill the same fields. */
function distinctFeatures(models: ShownModel[]): ShownModel[] {
  const keys = models.map(({ inputs }) => inputs.map(({ name }) => name).sort().join("\n"));
  return models.filter((_, index) => keys.indexOf(keys[index]) === index);
}
