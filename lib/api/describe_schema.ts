import type { Json } from "./open_api.ts";

/**
 * A JSON schema in the words of TypeScript, for people.
 *
 * @param indent spaces before further lines
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeSchema } from "./describe_schema.ts";
 *
 * const properties = { id: { type: "string" }, rows: { type: "integer", minimum: 0 } };
 * assert.equal(
 *   describeSchema({ type: "object", properties, required: ["id"] }),
 *   "{\n  id: string;\n  rows?: integer; // 0 or more\n}",
 * );
 * ```
 */
export function describeSchema(schema: Json, indent = ""): string {
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1)!;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (options) {
    return [...new Set(options.map((option) => describeSchema(option, indent)))].join(" | ");
  }
  if (schema.type === "array") {
    const item = describeSchema(schema.items as Json ?? {}, indent);
    return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type !== "object") return String(schema.type ?? "any");
  const properties = Object.entries(schema.properties as Record<string, Json> ?? {});
  if (properties.length === 0) {
    const rest = schema.additionalProperties;
    const isRecord = typeof rest === "object" && rest !== null;
    return isRecord ? `{ [name]: ${describeSchema(rest as Json, indent)} }` : "{}";
  }
  const required = schema.required as string[] | undefined ?? [];
  const inner = `${indent}  `;
  const lines = properties.map(([name, property]) => {
    const mark = required.includes(name) ? "" : "?";
    const note = remark(property);
    return `${inner}${name}${mark}: ${describeSchema(property, inner)};${note && ` // ${note}`}`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

/** Limits and defaults of a field. */
function remark(schema: Json): string {
  const { default: fallback, description, minLength, maxLength } = schema;
  const [least, most] = [limit(schema.minimum), limit(schema.maximum)];
  const range = least !== undefined && most !== undefined
    ? `${least} to ${most}`
    : least !== undefined
    ? `${least} or more`
    : most !== undefined
    ? `${most} or less`
    : "";
  const length = typeof maxLength === "number"
    ? `${minLength ?? 0} to ${maxLength} characters`
    : "";
  const byDefault = fallback === undefined ? "" : `default ${JSON.stringify(fallback)}`;
  return [description, range, length, byDefault].filter(Boolean).join("; ");
}

/** Bounds that stand for a type say nothing to a person. */
function limit(value: unknown): number | undefined {
  return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}
