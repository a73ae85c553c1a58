/**
 * Checks parameters that come from outside.
 *
 * @module
 */
import { z } from "zod";
import type { ParamField, ParamsFault } from "./param_field.ts";

/** Parameters by name, defaults filled in. */
export type Params = Record<string, unknown>;

/**
 * The check of parameters, made from its fields: fills in defaults, names unknown
 * parameters and tells the range that a value must lie in.
 *
 * @param check looks at all parameters together once each one is in its range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { paramsSchema } from "./params.ts";
 *
 * const schema = paramsSchema([
 *   { name: "trees", label: "Trees", help: "How many.", type: "integer", default: 100, min: 1, max: 1000 },
 * ]);
 * assert.deepEqual(schema.parse({}), { trees: 100 });
 * ```
 */
export function paramsSchema(
  fields: ParamField[],
  check?: (params: Params) => ParamsFault | null,
): z.ZodType<Params> {
  return strictParams(paramsShape(fields), check);
}

/**
 * The check of parameters, made from that of each one.
 *
 * @param check looks at all parameters together once each one is in its range
 */
export function strictParams(
  shape: Record<string, z.ZodType>,
  check?: (params: Params) => ParamsFault | null,
): z.ZodType<Params> {
  const known = Object.keys(shape).join(", ");
  const schema = z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `Unknown parameter: ${issue.keys.join(", ")}. Known: ${known}.`
        : "Parameters must be an object.",
  });
  if (!check) return schema;
  return schema.superRefine((params, context) => {
    const fault = check(params);
    if (fault) context.addIssue({ code: "custom", path: [fault.name], message: fault.message });
  });
}

/** The check of each parameter by its name, for objects that hold more than parameters. */
export function paramsShape(fields: ParamField[]): Record<string, z.ZodType> {
  return Object.fromEntries(fields.map((field) => [field.name, paramSchema(field)]));
}

/** The check of one parameter; its default is filled in. */
export function paramSchema(field: ParamField): z.ZodType {
  const { name } = field;
  if (field.type === "choice") {
    const values = field.options.map(({ value }) => value);
    return z.enum(values, { error: `${name} must be one of ${values.join(", ")}.` })
      .default(field.default);
  }
  const { min, max } = field;
  switch (field.type) {
    case "number":
      return number(`${name} must be a number from ${min} to ${max}.`, min, max)
        .default(field.default);
    case "integer":
      return integer(`${name} must be a whole number from ${min} to ${max}.`, min, max)
        .default(field.default);
    case "auto-or-number": {
      const message = `${name} must be "auto" or a number from ${min} to ${max}.`;
      return z.union([z.literal("auto"), number(message, min, max)], { error: message })
        .default(field.default);
    }
    case "integer-list": {
      const message =
        `${name} must be a list of 1 to ${field.maxLength} whole numbers from ${min} to ${max}.`;
      return z.array(integer(message, min, max), { error: message })
        .min(1, message).max(field.maxLength, message)
        .default(() => [...field.default]);
    }
  }
}

function number(message: string, min: number, max: number) {
  return z.number({ error: message }).min(min, message).max(max, message);
}

function integer(message: string, min: number, max: number) {
  return z.int({ error: message }).min(min, message).max(max, message);
}
