import { opensSocket } from "../http/opens_socket.ts";

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
 * @param trustProxy whether `X-Forwarded-Host` is believed
 */
export function isCrossSite(request: Request, isBrowser: boolean, trustProxy: boolean): boolean {
  if (!isChange(request)) return false;
  const { headers } = request;
  const origin = headers.get("origin");
  if (origin === null) return isBrowser && headers.get("sec-fetch-site") !== "same-origin";
  const host = trustProxy && headers.get("x-forwarded-host") || headers.get("host") ||
    new URL(request.url).host;
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}
