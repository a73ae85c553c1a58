import { parseTokenRequest } from "../../../../lib/auth/token_request.ts";
import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

/** API tokens; the token itself is in the answer that makes it, and nowhere else. */
export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.access.tokens.list()),

  async POST(ctx) {
    const { access, config } = ctx.state.netsift;
    const body = await readJson(ctx.req, config.maxJsonBytes);
    const { token, secret } = access.tokens.create(parseTokenRequest(body));
    return ctx.json({ ...token, token: secret }, {
      status: 201,
      headers: { location: `/api/v1/tokens/${token.id}`, "cache-control": "no-store" },
    });
  },
});
