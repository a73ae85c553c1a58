import { opensSocket } from "./opens_socket.ts";
import { isHttps } from "./client_address.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request can change something: a socket can too, and browsers open any site's. */
export function isChange(request: Request): boolean {
  return !SAFE_METHODS.has(request.method) || opensSocket(request);
}

/**
 * Whether another web site's page sends a change through a visitor's browser (OWASP, "Cross-Site
 * Request Forgery": verify the origin). Programs send no `Origin` and pass.
 *
 * @param isBrowser whether only browsers can have sent it, as with the cookie of a session: then a
 *   request must say where it comes from
 * @param trustProxy whether `X-Forwarded-Host` and `X-Forwarded-Proto` are believed
 */
export function isCrossSite(request: Request, isBrowser: boolean, trustProxy: boolean): boolean {
  if (!isChange(request)) return false;
  const { headers } = request;
  const origin = headers.get("origin");
  if (origin === null) return isBrowser && headers.get("sec-fetch-site") !== "same-origin";
  const forwarded = trustProxy && headers.get("x-forwarded-host")?.split(",").at(-1)?.trim();
  const host = forwarded || headers.get("host") || new URL(request.url).host;
  const scheme = isHttps(request, trustProxy) ? "https" : "http";
  // Schemes count: an attacker who can forge unencrypted pages of this host must not act for encrypted ones.
  const own = URL.parse(`${scheme}://${host}`)?.origin;
  return own === undefined || URL.parse(origin)?.origin !== own;
}
