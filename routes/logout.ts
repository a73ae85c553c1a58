import { isHttps } from "../lib/auth/requests/client_address.ts";
import { sessionCookie, sessionKey } from "../lib/auth/session_cookie.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  POST({ req, state: { netsift: { access }, address } }) {
    const isSecure = isHttps(req, access.config.trustProxy);
    const key = sessionKey(req.headers, isSecure);
    if (key !== null) access.logOut(key, address);
    return new Response(null, {
      status: 303,
      headers: {
        location: "/login",
        "set-cookie": sessionCookie(null, isSecure),
        // Pages that the browser keeps go with the session.
        "clear-site-data": '"cache"',
        "cache-control": "no-store",
      },
    });
  },
});
