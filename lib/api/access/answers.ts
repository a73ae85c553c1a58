import { z } from "zod";
import type { AuditEntry } from "../../auth/audit/audit_log.ts";
import { SCOPES } from "../../auth/scope.ts";
import type { ApiToken } from "../../auth/tokens.ts";
import { moment } from "../../resources/fields.ts";

/** A token in a list. */
export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: moment,
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
}).meta({ id: "Token" }) satisfies z.ZodType<ApiToken>;

/** A token that was just made, with what to send. */
export const newTokenSchema = z.object({ ...tokenSchema.shape, token: z.string() })
  .meta({ id: "NewToken" });

/** Entries of the audit log. */
export const auditSchema = z.object({
  entries: z.array(
    z.object({
      id: z.int(),
      at: moment,
      who: z.string(),
      action: z.string(),
      target: z.string().nullable(),
      outcome: z.string(),
      address: z.string(),
      count: z.int().meta({
        description: "Number of events in this entry; fields that differ are `several`",
      }),
      until: moment.nullable().meta({ description: "Time of the last of several events" }),
    }) satisfies z.ZodType<AuditEntry>,
  ),
}).meta({ id: "Audit" });
