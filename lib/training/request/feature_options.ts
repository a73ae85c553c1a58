/**
 * What may be asked of a run's feature pipeline, and how it is checked.
 *
 * @module
 */
import { z } from "zod";
import { ENCODING_KINDS, type EncodingKind } from "../../learning/features/encodings.ts";
import type { ColumnOptions } from "../../learning/features/options.ts";
import { SCALING_CHOICES } from "../../learning/features/scaling/scaler.ts";
import { namedValues } from "../../base/named_values.ts";
import type { Fault } from "./fault.ts";

/** The fields of a run request that are about single columns, rare categories and filters. */
export const featureOptionFields = {
  columns: namedValues(
    z.strictObject({
      encoding: z.enum(ENCODING_KINDS).optional(),
      scaling: z.enum(SCALING_CHOICES).optional(),
    }),
  ).optional(),
  rareCategories: z.strictObject({
    minCount: z.int().min(1).optional(),
    minShare: z.number().gt(0, "Must be more than 0.").lt(1, "Must be less than 1.").optional(),
  }).optional(),
  filters: z.strictObject({
    nearConstant: z.number().min(0, "Must be 0 or more.").lt(0.5, "Must be less than 0.5.")
      .optional(),
    correlation: z.number().gt(0, "Must be more than 0.").max(1, "Must be 1 or less.").optional(),
  }).optional(),
};

/**
 * Whether what is asked of single columns makes sense.
 *
 * @param features the columns that become features, and as what
 * @param encoding how words become numbers where a column does not say
 */
export function checkColumnOptions(
  features: { name: string; type: "numeric" | "categorical" }[],
  columns: Record<string, ColumnOptions>,
  encoding: EncodingKind,
): Fault[] {
  return Object.entries(columns).flatMap(([name, options]): Fault[] => {
    const shown = name.slice(0, 100);
    const column = features.find((each) => each.name === name);
    if (!column) return [[["columns", name], `"${shown}" is not a feature of this run.`]];
    if (column.type === "numeric") {
      return options.encoding === undefined ? [] : [[
        ["columns", name, "encoding"],
        `"${shown}" holds numbers; an encoding is for words.`,
      ]];
    }
    return options.scaling === undefined || (options.encoding ?? encoding) !== "one-hot" ? [] : [[
      ["columns", name, "scaling"],
      `"${shown}" becomes one-hot columns, which are not scaled.`,
    ]];
  });
}
