import type { Middleware } from "fresh";
import type { AccessConfig } from "../base/config.ts";
import { isHttps } from "./requests/client_address.ts";

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

/** What the headers depend on. */
export interface SecuritySettings {
  /** Whether a client's connection is encrypted. */
  isHttps: (request: Request) => boolean;
  /** Whether answers are for those alone who may see them, and no cache keeps them. */
  isGuarded: boolean;
}

/** The settings of a server whose access is configured so. */
export function securitySettings({ trustProxy, adminToken }: AccessConfig): SecuritySettings {
  return {
    isHttps: (request) => isHttps(request, trustProxy),
    isGuarded: adminToken !== null,
  };
}

/**
 * Middleware that gives every answer its security headers. Fresh's `csp({ useNonce: true })` comes
 * after it: the nonce is taken from there.
 */
export function securityHeaders<State extends SecurityState>(
  settings: SecuritySettings,
): Middleware<State> {
  return async ({ next, req, state }) => {
    const response = await next();
    const given = response.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([\w+/=-]+)'/.exec(given)?.[1];
    return secure(response, req, state.policy ?? pagePolicy(nonce), settings);
  };
}

/**
 * A handler whose answers carry security headers even where no middleware comes by, as with the
 * pages of errors. Fresh leaves their nonce on the answer.
 *
 * @param handler answers requests
 */
export function withSecurityHeaders(
  handler: Deno.ServeHandler,
  settings: SecuritySettings,
): Deno.ServeHandler {
  return async (request, info) => {
    const response = await handler(request, info);
    if (response.headers.has("x-frame-options")) return response;
    const policy = pagePolicy(Reflect.get(response, Symbol.for("__freshNonce")));
    return secure(response, request, policy, settings);
  };
}

function secure(
  response: Response,
  request: Request,
  policy: string,
  { isHttps, isGuarded }: SecuritySettings,
): Response {
  // The answer to a socket's upgrade takes no headers.
  if (response.status === 101) return response;
  const { headers } = response;
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const isPage = headers.get("content-type")?.startsWith("text/html");
  if (isPage) headers.set("content-security-policy", policy);
  else if (/^\/+api\//.test(URL.parse(request.url)?.pathname ?? "")) {
    headers.set("content-security-policy", API_POLICY);
  } else headers.delete("content-security-policy");
  if (isHttps(request)) headers.set("strict-transport-security", HSTS);
  if (isGuarded && !headers.has("cache-control")) headers.set("cache-control", "no-store");
  return response;
}
