import { NONCE } from "./nonce.ts";
import type { Middleware } from "./middleware.ts";

/** What {@linkcode csp} takes. */
export interface CSPOptions {
  /** Directives to add; one takes the place of the default of its name. */
  csp?: string[];
  /** Allow the inline scripts and styles of a page by a nonce of this answer alone. */
  useNonce?: boolean;
}

const DIRECTIVES = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

/**
 * Middleware that sets a content security policy. With `useNonce`, an answer of `ctx.render()`
 * allows its own inline scripts and styles alone; other answers have no nonce.
 */
export function csp<State>({ csp = [], useNonce = false }: CSPOptions = {}): Middleware<State> {
  const given = new Set(csp.map(nameOf));
  const directives = [...DIRECTIVES.filter((one) => !given.has(nameOf(one))), ...csp];
  return async (ctx) => {
    const response = await ctx.next();
    const nonce = useNonce && Reflect.get(response, NONCE);
    const own = nonce
      ? directives.map((one) =>
        /^(default|script|style)-src/.test(one)
          ? one.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`)
          : one
      )
      : directives;
    response.headers.set("content-security-policy", own.join("; "));
    return response;
  };
}

function nameOf(directive: string): string {
  return directive.split(" ", 1)[0];
}
