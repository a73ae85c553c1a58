/**
 * What a person may change of what was found out about a dataset.
 *
 * @module
 */
import { z } from "zod";
import { namedValues } from "../../base/named_values.ts";
import { givenColumn, givenLabel } from "../../base/request_limits.ts";
import { MISSING_POLICIES } from "../../learning/features/missing_policy.ts";
import { columnRoleSchema } from "../../resources/dataset.ts";
import { MAX_LABELS } from "../labels/count_labels.ts";

/** The body of `PATCH /api/v1/datasets/{id}`. */
export const datasetChangeSchema = z.strictObject({
  name: z.string().trim().min(1, "A name needs at least one character.").max(200).optional(),
  /** The label column; `null` where there is none. */
  label: givenColumn.nullable().optional(),
  /** The labels that are normal, "" for records without one; all others are attacks. */
  normal: z.array(givenLabel).min(1, "At least one label must be normal.")
    .max(MAX_LABELS + 1, `Must have at most ${MAX_LABELS + 1} labels.`).optional(),
  /** Confirms a dataset of which many lines could not be read. */
  accept: z.literal(true, { error: "Only true can be sent." }).optional(),
  /** Roles by column name. */
  columns: namedValues(columnRoleSchema).optional(),
  /** What becomes of missing and infinite values, by column name. */
  missing: namedValues(
    z.enum(MISSING_POLICIES, { error: `Choose one of ${MISSING_POLICIES.join(", ")}.` }),
  ).optional(),
});

/** What a person may change of a profile. */
export type ProfileChange = Omit<z.infer<typeof datasetChangeSchema>, "name">;

/**
 * Refuses a change.
 *
 * @throws {z.ZodError} always
 */
export function fail(path: (string | number)[], message: string): never {
  throw new z.ZodError([{ code: "custom", path, message, input: undefined }]);
}

/**
 * Refuses a change that names a column which is not there.
 *
 * @throws {z.ZodError} always
 */
export function failUnknown(path: (string | number)[], column: string): never {
  fail(path, `There is no column "${column.slice(0, 100)}".`);
}
