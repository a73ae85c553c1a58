import type { Context, Middleware } from "fresh";

/** What every answer carries (OWASP, "HTTP Security Response Headers"). */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** A year, as browsers that have once come over HTTPS shall keep to it. */
const HSTS = "max-age=31536000";

/** Answers of the API show and load nothing. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * What a page may load: scripts and styles of this server alone. Inline, there are only attributes
 * of style, which can do no more than paint.
 *
 * @param nonce marks the inline scripts of the framework, where it has any
 */
function pagePolicy(nonce: string | undefined): string {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What security headers look at. */
export interface SecurityState {
  /** The policy of a document that brings its styles along. */
  policy?: string;
}

/**
 * Middleware that gives every answer its security headers. Fresh's `csp({ useNonce: true })` comes
 * after it: the nonce is taken from there.
 *
 * @param isHttps whether a client's connection is encrypted
 * @param isGuarded whether answers are for those alone who may see them, and no cache keeps them
 */
export function securityHeaders<State extends SecurityState>(
  isHttps: (request: Request) => boolean,
  isGuarded: boolean,
): Middleware<State> {
  return async (ctx) => {
    const response = await ctx.next();
    if (response.status === 101) return response;
    const { headers } = response;
    setHeaders(headers, ctx.url.pathname, policyOf(ctx, headers));
    if (isHttps(ctx.req)) headers.set("strict-transport-security", HSTS);
    if (isGuarded && !headers.has("cache-control")) headers.set("cache-control", "no-store");
    return response;
  };
}

function policyOf<State extends SecurityState>(ctx: Context<State>, headers: Headers): string {
  const nonce = /'nonce-([\w+/=-]+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
  return ctx.state.policy ?? pagePolicy(nonce);
}

function setHeaders(headers: Headers, path: string, policy: string): void {
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const isPage = headers.get("content-type")?.startsWith("text/html");
  if (isPage) headers.set("content-security-policy", policy);
  else if (path.startsWith("/api/")) headers.set("content-security-policy", API_POLICY);
  else headers.delete("content-security-policy");
}

/**
 * A handler whose answers carry security headers even where no middleware comes by: pages of errors.
 *
 * @param handler answers requests
 */
export function withSecurityHeaders(handler: Deno.ServeHandler): Deno.ServeHandler {
  return async (request, info) => {
    const response = await handler(request, info);
    if (response.status !== 101 && !response.headers.has("x-frame-options")) {
      setHeaders(response.headers, new URL(request.url).pathname, pagePolicy(undefined));
    }
    return response;
  };
}
