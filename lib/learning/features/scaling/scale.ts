/**
 * What a scaling has learned of one column, as plain JSON, and its check.
 *
 * @module
 */
import { z } from "zod";

/** The scalings that are a subtraction and a division, after a logarithm or not. */
export const AFFINE_KINDS = ["standard", "robust", "min-max", "log-standard"] as const;

const affineScale = z.strictObject({
  kind: z.enum(AFFINE_KINDS),
  /** What is subtracted. */
  offset: z.number(),
  /** What the difference is divided by. */
  scale: z.number().refine((scale) => scale !== 0, "A scale must not be 0"),
});

const rankScale = z.strictObject({
  kind: z.enum(["quantile-uniform", "quantile-normal"]),
  /** Some of the training values, ascending, no two equal. */
  values: z.array(z.number()).min(1),
  /** The share of training values below each of `values`, equal ones counted half. */
  ranks: z.array(z.number().gt(0).lt(1)).min(1),
}).refine(({ values, ranks }) => values.length === ranks.length, "Each value must have a rank")
  .refine(({ values, ranks }) => isAscending(values) && isAscending(ranks), "Must ascend");

function isAscending(numbers: number[]): boolean {
  return numbers.every((number, i) => i === 0 || number > numbers[i - 1]);
}

/** The check of a {@linkcode Scale}. */
export const scaleSchema = z.union([affineScale, rankScale]);

/** A subtraction and a division. */
export type AffineScale = z.infer<typeof affineScale>;
/** Ranks of values. */
export type RankScale = z.infer<typeof rankScale>;
/** What a scaling has learned of one column. */
export type Scale = z.infer<typeof scaleSchema>;
