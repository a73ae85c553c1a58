import assert from "node:assert/strict";
import { openApiDocument } from "./document.ts";
import type { Json } from "./open_api.ts";

const document = openApiDocument({ maxPredictRecords: 10_000 });

/** Parts of a schema that do not say how large they may be. */
function unlimited(part: unknown, path: string, seen = new Set<string>()): string[] {
  if (typeof part !== "object" || part === null) return [];
  const schema = part as Json;
  const name = typeof schema.$ref === "string" ? schema.$ref.split("/").at(-1)! : null;
  if (name !== null) {
    if (seen.has(name)) return [];
    return unlimited(document.components.schemas[name], path, new Set([...seen, name]));
  }
  const inner = Object.entries(schema).flatMap(([key, each]) =>
    unlimited(each, `${path}/${key}`, seen)
  );
  const isChosen = "enum" in schema || "const" in schema;
  const isOpen = schema.type === "object" && typeof schema.additionalProperties === "object";
  const lacks = schema.type === "array" && !("maxItems" in schema) ||
    schema.type === "string" && !isChosen && !("maxLength" in schema) ||
    isOpen && !("maxProperties" in schema);
  const isKey = path.endsWith("/propertyNames");
  return lacks && !isKey ? [path, ...inner] : inner;
}

Deno.test("openApiDocument() says how large each part of a request may be", () => {
  const found: string[] = [];
  for (const methods of Object.values(document.paths)) {
    for (const { operationId, parameters, requestBody } of Object.values(methods)) {
      for (const { name, schema, in: place } of parameters) {
        if (place === "query") found.push(...unlimited(schema, `${operationId}?${name}`));
      }
      for (const { schema } of Object.values(requestBody?.content ?? {})) {
        found.push(...unlimited(schema, operationId));
      }
    }
  }
  assert.deepEqual(found, []);
});
