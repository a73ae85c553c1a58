/**
 * The parts of an OpenAPI 3.1 document.
 *
 * @module
 */

/** A JSON schema, or any other part of the document. */
export type Json = { [key: string]: unknown };

/** The document; only what readers of it here look at is told apart. */
export interface OpenApiDocument extends Json {
  openapi: "3.1.0";
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, Json>; [key: string]: unknown };
}

/** An operation as the document has it. */
export interface OpenApiOperation {
  tags: string[];
  summary: string;
  description?: string;
  operationId: string;
  security: Json[];
  parameters: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, OpenApiResponse>;
}

/** A parameter of an operation. */
export interface OpenApiParameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: Json;
}

/** An answer of an operation. */
export interface OpenApiResponse {
  description: string;
  content?: Record<string, { schema: Json }>;
  headers?: Json;
}
