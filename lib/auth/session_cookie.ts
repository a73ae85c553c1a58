/**
 * The cookie that holds the key of a session (RFC 6265bis). Over HTTPS its name has the prefix
 * `__Host-`, so that no other host and no unencrypted answer can set it.
 *
 * @module
 */

const NAME = "netsift_session";
const SECURE_NAME = `__Host-${NAME}`;

/** The key of the session of a request, or `null`. */
export function sessionKey(headers: Headers, isSecure: boolean): string | null {
  const wanted = isSecure ? SECURE_NAME : NAME;
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === wanted && /^[\w-]{43}$/.test(value ?? "")) return value;
  }
  return null;
}

/** The value of `Set-Cookie` that keeps a key for as long as the browser runs; `null` forgets it. */
export function sessionCookie(key: string | null, isSecure: boolean): string {
  const name = isSecure ? SECURE_NAME : NAME;
  return `${name}=${key ?? ""}; Path=/; HttpOnly; SameSite=Lax` +
    (isSecure ? "; Secure" : "") + (key === null ? "; Max-Age=0" : "");
}
