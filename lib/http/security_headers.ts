/** What every answer carries (OWASP, "HTTP Security Response Headers"). */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * A handler whose answers carry security headers, error pages among them.
 *
 * @param handler answers requests
 */
export function withSecurityHeaders(handler: Deno.ServeHandler): Deno.ServeHandler {
  return async (request, info) => {
    const response = await handler(request, info);
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    return response;
  };
}
