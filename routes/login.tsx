import { page } from "fresh";
import { LoginForm } from "../components/access/LoginForm.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { AccessRefusedError } from "../lib/auth/access_control.ts";
import { isHttps } from "../lib/auth/requests/client_address.ts";
import { localPath } from "../lib/auth/requests/local_path.ts";
import { sessionCookie, sessionKey } from "../lib/auth/session_cookie.ts";
import { readForm } from "../lib/http/form_body.ts";
import { ProblemError } from "../lib/http/problem.ts";
import { define } from "../utils.ts";

const NO_STORE = { "cache-control": "no-store" };

export const handler = define.handlers({
  GET({ url, state: { identity } }) {
    const next = localPath(url.searchParams.get("next"));
    if (identity !== null) return seeOther(next);
    return page({ next, fault: null as string | null }, { headers: NO_STORE });
  },

  async POST({ req, state: { netsift, address } }) {
    const { access } = netsift;
    const isSecure = isHttps(req, access.config.trustProxy);
    try {
      const form = await readForm(req);
      const next = localPath(form.get("next"));
      if (access.isOpen) return seeOther(next);
      try {
        const key = access.logIn(form.get("token")?.trim() ?? "", address);
        const old = sessionKey(req.headers, isSecure);
        if (old !== null) access.logOut(old, address);
        return seeOther(next, sessionCookie(key, isSecure));
      } catch (error) {
        if (!(error instanceof AccessRefusedError)) throw error;
        const { message, waitSeconds } = error;
        return page({ next, fault: message }, {
          status: waitSeconds > 0 ? 429 : 401,
          headers: waitSeconds > 0 ? { ...NO_STORE, "retry-after": String(waitSeconds) } : NO_STORE,
        });
      }
    } catch (error) {
      if (error instanceof ProblemError) return error.toResponse();
      throw error;
    }
  },
});

export default define.page<typeof handler>(function LoginPage({ data: { next, fault } }) {
  return (
    <div class="narrow-page">
      <PageHead title="Log in" lede="Sign in to continue." />
      <LoginForm next={next} fault={fault} />
    </div>
  );
});

function seeOther(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { ...NO_STORE, location, ...(cookie !== undefined && { "set-cookie": cookie }) },
  });
}
