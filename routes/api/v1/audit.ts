import { auditQuerySchema } from "../../../lib/auth/audit/audit_query.ts";
import { methods } from "../../../lib/http/methods.ts";
import { parseQuery } from "../../../lib/http/query.ts";
import type { State } from "../../../utils.ts";

/** Who did what, newest first. */
export const handler = methods<State>({
  GET(ctx) {
    const { limit, before } = parseQuery(ctx.url, auditQuerySchema);
    return ctx.json({ entries: ctx.state.netsift.access.audit.list(limit, before) });
  },
});
