import type { Middleware } from "./middleware.ts";

/** What {@linkcode csp} takes. */
export interface CSPOptions {
  /** Directives to add. */
  csp?: string[];
  /** Allow inline scripts and styles by a nonce of this answer alone. */
  useNonce?: boolean;
}

const DIRECTIVES = [
  "default-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/**
 * Middleware that sets a content security policy. The layer renders no inline script and no inline
 * style, so that the nonce stands for nothing here; Fresh marks its own with it.
 */
export function csp<State>({ csp = [], useNonce = false }: CSPOptions = {}): Middleware<State> {
  return async (ctx) => {
    const response = await ctx.next();
    const isPage = response.headers.get("content-type")?.startsWith("text/html");
    const inline = useNonce && isPage
      ? `'nonce-${crypto.randomUUID().replaceAll("-", "")}'`
      : "'unsafe-inline'";
    const directives = [
      ...DIRECTIVES,
      `script-src 'self' ${inline}`,
      `style-src 'self' ${inline}`,
      ...csp,
    ];
    response.headers.set("content-security-policy", directives.join("; "));
    return response;
  };
}
