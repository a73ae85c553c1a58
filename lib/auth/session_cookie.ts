/**
 * The cookie that holds the key of a session (RFC 6265bis). Over HTTPS its name has the prefix
 * `__Host-`, so that no other host and no unencrypted answer can set it.
 *
 * @module
 */
import { parseCookie, stringifySetCookie } from "cookie";

const NAME = "netsift_session";
const SECURE_NAME = `__Host-${NAME}`;

/** The key of the session of a request, or `null`. */
export function sessionKey(headers: Headers, isSecure: boolean): string | null {
  const key = parseCookie(headers.get("cookie") ?? "")[nameOf(isSecure)];
  return key !== undefined && /^[\w-]{43}$/.test(key) ? key : null;
}

/** The value of `Set-Cookie` that keeps a key for as long as the browser runs; `null` forgets it. */
export function sessionCookie(key: string | null, isSecure: boolean): string {
  return stringifySetCookie({
    name: nameOf(isSecure),
    value: key ?? "",
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    ...(key === null && { maxAge: 0 }),
  });
}

function nameOf(isSecure: boolean): string {
  return isSecure ? SECURE_NAME : NAME;
}
