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
    summary: "All API tokens, newest first",
    answers: { 200: { description: "The tokens", schema: z.array(tokenSchema) } },
  },
  {
    method: "POST",
    path: "/tokens",
    tag,
    summary: "Make an API token",
    body: tokenRequestSchema,
    answers: {
      201: {
        description: "It, with what to send, which is not shown again",
        schema: newTokenSchema,
      },
    },
  },
  {
    method: "DELETE",
    path: "/tokens/{id}",
    tag,
    summary: "Revoke an API token",
    answers: { 204: { description: "It is refused from now on" } },
  },
  {
    method: "GET",
    path: "/audit",
    tag,
    summary: "Who did what, newest first",
    query: auditQuerySchema,
    answers: { 200: { description: "The entries", schema: auditSchema } },
  },
  {
    method: "GET",
    path: "/openapi.json",
    tag: "About",
    summary: "This document",
    answers: {
      200: {
        description: "OpenAPI 3.1",
        schema: z.looseObject({ openapi: z.literal("3.1.0"), paths: z.looseObject({}) }),
      },
    },
  },
];
