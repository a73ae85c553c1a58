/**
 * The OpenAPI 3.1 document, made from the schemas that check requests and describe answers.
 *
 * @module
 */
import type { z } from "zod";
import type { Config } from "../base/config.ts";
import { ruleOf } from "../auth/route_rules.ts";
import { NETSIFT_VERSION } from "../base/version.ts";
import { problemSchema } from "./common.ts";
import type {
  Json,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiResponse,
} from "./open_api.ts";
import { toJsonSchema } from "./to_json_schema.ts";
import type { Answer, MediaBody, Operation } from "./operation.ts";
import { accessOperations } from "./access/operations.ts";
import { alertOperations } from "./alerts/operations.ts";
import { benchmarkOperations } from "./benchmarks/operations.ts";
import { batchOperations } from "./batches/operations.ts";
import { detectionOperations } from "./detections/operations.ts";
import { detectorOperations } from "./detectors/operations.ts";
import { liveOperations } from "./live/operations.ts";
import { datasetOperations } from "./datasets/operations.ts";
import { modelOperations } from "./models/operations.ts";
import { runOperations } from "./runs/operations.ts";
import { sensorOperations } from "./sensors/operations.ts";
import { silenceOperations } from "./silences/operations.ts";
import { streamOperations } from "./streams/operations.ts";
import { LONGEST_FIELD } from "./receive_upload.ts";

/** Where the API is. */
const API_BASE = "/api/v1";

/** All operations of the API. */
function apiOperations(config: Pick<Config, "maxPredictRecords">): Operation[] {
  return [
    datasetOperations,
    detectorOperations,
    runOperations,
    modelOperations,
    streamOperations,
    liveOperations,
    batchOperations,
    detectionOperations,
    sensorOperations,
    silenceOperations,
    alertOperations,
    benchmarkOperations,
    accessOperations,
  ]
    .flatMap((operations) => operations(config));
}

/**
 * Makes the document.
 *
 * @param config its limits are those of this server
 */
export function openApiDocument(config: Pick<Config, "maxPredictRecords">): OpenApiDocument {
  const schemas: Record<string, Json> = {};
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of apiOperations(config)) {
    const path = API_BASE + operation.path;
    (paths[path] ??= {})[operation.method.toLowerCase()] = describe(operation, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Netsift",
      version: NETSIFT_VERSION,
      description: "Finds anomalies in network traffic. Errors are problem details (RFC 9457).",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token, if the server requires one.",
        },
        session: { type: "apiKey", in: "cookie", name: "netsift_session" },
      },
    },
  };
}

function describe(operation: Operation, schemas: Record<string, Json>): OpenApiOperation {
  const { method, path, query, body, answers, description } = operation;
  const route = API_BASE + path.replace(/\{(\w+)\}/g, ":$1");
  const { scope, limit } = ruleOf(route, method);
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]): OpenApiParameter => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1 },
  }));
  const problems: Partial<Record<number, string>> = {
    401: "The token is missing or invalid.",
    403: `The token lacks the scope "${scope}", or the request comes from another website.`,
    ...(ids.length > 0 && { 404: "Not found." }),
    ...(query && { 422: "A parameter is invalid." }),
    ...(body && {
      400: "The body cannot be read.",
      413: "The body is too large.",
      422: "A field is invalid; `errors` lists each one.",
    }),
    ...((limit || operation.problems?.[429]) && {
      429: "Too many requests; retry after `Retry-After` seconds.",
    }),
    500: "Internal error.",
    503: "Part of the server failed or its disk is not writable; try again later.",
    ...(method !== "GET" && { 507: "The disk is full." }),
    ...operation.problems,
  };
  const responses: OpenApiOperation["responses"] = {};
  for (const [status, answer] of Object.entries(answers)) {
    responses[status] = respond(answer!, schemas);
  }
  for (const [status, text] of Object.entries(problems)) {
    responses[status] = {
      description: text!,
      content: { "application/problem+json": { schema: toJsonSchema(problemSchema, schemas) } },
    };
  }
  return {
    tags: [operation.tag],
    summary: operation.summary,
    ...(description !== undefined && { description }),
    operationId: `${method.toLowerCase()}${
      path.replace(/[^\w]+(\w)?/g, (_, next = "") => next.toUpperCase())
    }`,
    security: [{ token: [scope] }, { session: [scope] }],
    parameters: [...ids, ...(query ? queryParameters(query, schemas) : [])],
    ...(body && {
      requestBody: { required: !operation.isBodyOptional, content: bodyContent(body, schemas) },
    }),
    responses,
  };
}

function respond(
  { description, schema, media }: Answer,
  schemas: Record<string, Json>,
): OpenApiResponse {
  if (schema) {
    return {
      description,
      content: { "application/json": { schema: toJsonSchema(schema, schemas) } },
    };
  }
  return { description, ...(media !== undefined && { content: { [media]: { schema: {} } } }) };
}

function bodyContent(
  body: z.ZodType | MediaBody[],
  schemas: Record<string, Json>,
): Record<string, { schema: Json }> {
  if (!Array.isArray(body)) {
    return { "application/json": { schema: toJsonSchema(body, schemas, "input") } };
  }
  return Object.fromEntries(body.map(({ type, schema, form }) => [type, {
    schema: schema ? toJsonSchema(schema, schemas, "input") : form ? formSchema(form) : {},
  }]));
}

function formSchema(form: Record<string, "file" | "text">): Json {
  const properties = Object.fromEntries(
    Object.entries(form).map(([name, kind]) => [
      name,
      kind === "text"
        ? { type: "string", maxLength: LONGEST_FIELD }
        : { contentMediaType: "application/octet-stream" },
    ]),
  );
  return { type: "object", properties, required: ["file"] };
}

function queryParameters(query: z.ZodType, schemas: Record<string, Json>): OpenApiParameter[] {
  const { properties = {}, required = [] } = toJsonSchema(query, schemas, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    // A number is checked as text, but it is meant as a number.
    if (schema.type === "integer") delete schema.pattern;
    return {
      name,
      in: "query",
      required: required.includes(name),
      ...(typeof description === "string" && { description }),
      schema,
    };
  });
}
