/**
 * The check of the files of an imported model beside `bundle.json`. What a file has beyond its schema
 * is dropped: nothing comes in unchecked.
 *
 * @module
 */
import { z } from "zod";
import type { ModelImportance } from "../../resources/importance.ts";
import type { ModelCurves } from "../../resources/run.ts";
import { count, kind, name, names, plainParams, series } from "./fields.ts";

const curve = <Key extends string>(...keys: Key[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, series])) as Record<Key, typeof series>)
    .refine(
      (value) => new Set(Object.values(value).map((list) => (list as number[]).length)).size <= 1,
      {
        error: "The lists of a curve differ in length.",
      },
    );

/** `curves.json` */
export const curvesSchema = z.object({
  roc: curve("fpr", "tpr", "threshold").nullable(),
  pr: curve("recall", "precision", "threshold").nullable(),
  histogram: z.object({ edges: series, normal: series, attack: series }).refine(
    ({ edges, normal, attack }) =>
      normal.length === attack.length && edges.length === normal.length + 1,
    { error: "A histogram has one edge more than counts." },
  ),
  loss: z.object({ train: series, validation: series }).nullable(),
  order: z.object({ actual: series.nullable(), predicted: series, windowRows: z.number().gt(0) }),
  criterion: z.object({
    measure: z.enum(["silhouette", "bic"]),
    counts: series,
    values: series,
    chosen: z.number(),
  }).optional(),
}) satisfies z.ZodType<ModelCurves>;

const features = z.array(
  z.object({ feature: name, importance: z.number(), deviation: z.number() }),
).max(100_000);

/** `importance.json` */
export const importanceSchema = z.object({
  permutation: z.object({
    measure: z.enum(["roc-auc", "score-change"]),
    baseline: z.number().nullable(),
    rows: count,
    repeats: count,
    features,
  }).nullable(),
  explanation: z.object({ rows: count, features }).nullable(),
  notes: z.array(name).max(100),
}) satisfies z.ZodType<ModelImportance>;

/** `test_rows.json` */
export const testRowsSchema = z.object({ names: names.nullable() });

/** `detector.json`; kind, parameters and state are checked where the detector is loaded. */
export const detectorHeadSchema = z.object({
  kind,
  params: plainParams,
  data: z.record(z.string(), z.unknown()),
  files: z.array(z.string().regex(/^(?!\.)[\w.-]{1,100}$/)).max(1000),
});
