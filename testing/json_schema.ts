/**
 * Values made from JSON schemas, those that fit and those that do not.
 *
 * @module
 */
import fc from "fast-check";
import type { Json } from "../lib/api/open_api.ts";

/** Values that fit a schema, as far as its keywords are known here. */
export function valuesOf(schema: Json, schemas: Record<string, Json>): fc.Arbitrary<unknown> {
  const inner = (part: unknown) => valuesOf(part as Json, schemas);
  if (typeof schema.$ref === "string") return inner(schemas[schema.$ref.split("/").at(-1)!]);
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (options) return fc.oneof(...options.map(inner));
  switch (schema.type) {
    case "string":
      return fc.string({
        minLength: schema.minLength as number | undefined,
        maxLength: Math.min(40, schema.maxLength as number | undefined ?? 40),
        unit: "grapheme",
      });
    case "integer":
      return fc.integer({
        min: Math.max(-(2 ** 31), schema.minimum as number | undefined ?? -1000),
        max: Math.min(2 ** 31 - 1, schema.maximum as number | undefined ?? 1000),
      });
    case "number":
      return fc.double({
        min: (schema.minimum ?? schema.exclusiveMinimum ?? -1e6) as number,
        max: (schema.maximum ?? schema.exclusiveMaximum ?? 1e6) as number,
        minExcluded: schema.exclusiveMinimum !== undefined,
        maxExcluded: schema.exclusiveMaximum !== undefined,
        noNaN: true,
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems as number | undefined ?? 0,
        maxLength: Math.max(
          schema.minItems as number | undefined ?? 0,
          Math.min(3, schema.maxItems as number | undefined ?? 3),
        ),
      });
    case "object": {
      const properties = Object.entries(schema.properties as Record<string, Json> ?? {});
      if (properties.length === 0 && typeof schema.additionalProperties === "object") {
        return fc.dictionary(fc.string({ maxLength: 10 }), inner(schema.additionalProperties), {
          maxKeys: 3,
          noNullPrototype: true,
        });
      }
      return fc.record(
        Object.fromEntries(properties.map(([name, property]) => [name, inner(property)])),
        { requiredKeys: schema.required as string[] | undefined ?? [], noNullPrototype: true },
      );
    }
    default:
      return fc.jsonValue();
  }
}

/** JSON that is a schema's with one part of it exchanged, or anything else. */
export function damagedValuesOf(
  schema: Json,
  schemas: Record<string, Json>,
): fc.Arbitrary<unknown> {
  const exchanged = fc.tuple(valuesOf(schema, schemas), fc.jsonValue(), fc.nat(), fc.boolean())
    .map(([value, junk, place, isNew]) => {
      if (typeof value !== "object" || value === null) return junk;
      const copy = structuredClone(value) as Record<string, unknown>;
      const keys = Object.keys(copy);
      const key = isNew || keys.length === 0 ? "unknown" : keys[place % keys.length];
      copy[key] = junk;
      return copy;
    });
  return fc.oneof(exchanged, fc.jsonValue());
}
