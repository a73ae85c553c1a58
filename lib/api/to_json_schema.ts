import { z } from "zod";
import type { Json } from "./open_api.ts";

/** A schema as JSON schema; the parts that have an id go to the components. */
export function toJsonSchema(
  schema: z.ZodType,
  schemas: Record<string, Json>,
  io: "input" | "output" = "output",
): Json {
  const { $schema: _, $defs, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
  }) as Json & { $defs?: Record<string, Json> };
  for (const [id, definition] of Object.entries($defs ?? {})) {
    delete definition.id;
    schemas[id] ??= atComponents(definition) as Json;
  }
  const { id, ...own } = json;
  if (typeof id !== "string") return atComponents(json) as Json;
  schemas[id] ??= atComponents(own) as Json;
  return { $ref: `#/components/schemas/${id}` };
}

function atComponents(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(atComponents);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string"
        ? value.replace("#/$defs/", "#/components/schemas/")
        : atComponents(value),
    ]),
  );
}
