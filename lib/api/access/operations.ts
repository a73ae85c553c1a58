import { z } from "zod";
import { auditQuerySchema } from "../../auth/audit/audit_query.ts";
import { tokenRequestSchema } from "../../auth/token_request.ts";
import { auditSchema, newTokenSchema, tokenSchema } from "./answers.ts";
import type { Operations } from "../operation.ts";

const tag = "Access";

/** What administrators do. */
export const accessOperations: Operations = () => [
  {
    method: "GET",
    path: "/tokens",
    tag,
    summary: "List API tokens, newest first",
    answers: { 200: { description: "The tokens", schema: z.array(tokenSchema) } },
  },
  {
    method: "POST",
    path: "/tokens",
    tag,
    summary: "Create an API token",
    body: tokenRequestSchema,
    answers: {
      201: {
        description: "The token with its secret, which is shown only once",
        schema: newTokenSchema,
      },
    },
  },
  {
    method: "DELETE",
    path: "/tokens/{id}",
    tag,
    summary: "Revoke an API token",
    answers: { 204: { description: "Revoked" } },
  },
  {
    method: "GET",
    path: "/audit",
    tag,
    summary: "List the audit log, newest first",
    query: auditQuerySchema,
    answers: { 200: { description: "The entries", schema: auditSchema } },
  },
  {
    method: "GET",
    path: "/openapi.json",
    tag: "About",
    summary: "Get this document",
    answers: {
      200: {
        description: "OpenAPI 3.1",
        schema: z.looseObject({ openapi: z.literal("3.1.0"), paths: z.looseObject({}) }),
      },
    },
  },
];
