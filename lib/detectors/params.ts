/**
 * Checks detector parameters that come from outside.
 *
 * @module
 */
import type { z } from "zod";
import type { ParamsFault } from "../learning/param_field.ts";
import { type Params, paramSchema, strictParams } from "../learning/params.ts";
import type { DetectorField } from "./definition.ts";
import { membersSchema } from "./hybrid/member_schema.ts";

/**
 * The check of a detector's parameters, made from its fields: fills in defaults, names unknown
 * parameters and tells the range that a value must lie in.
 *
 * @param check looks at all parameters together once each one is in its range
 */
export function detectorParamsSchema(
  fields: DetectorField[],
  check?: (params: Params) => ParamsFault | null,
): z.ZodType<Params> {
  return strictParams(
    Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    check,
  );
}

function fieldSchema(field: DetectorField): z.ZodType {
  if (field.type !== "members") return paramSchema(field);
  return membersSchema(field.name).default(() => structuredClone(field.default));
}
