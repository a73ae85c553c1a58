/**
 * The address of a client, for limits and the audit log.
 *
 * @param trustProxy whether `X-Forwarded-For` is believed: its last entry, which the nearest proxy
 *   wrote; earlier ones may be anything
 */
export function clientAddress(
  headers: Headers,
  { remoteAddr }: Deno.ServeHandlerInfo,
  trustProxy: boolean,
): string {
  const forwarded = trustProxy && headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return forwarded || ("hostname" in remoteAddr ? remoteAddr.hostname : "local");
}

/** Whether the client's connection is encrypted, as far as is known. */
export function isHttps(request: Request, trustProxy: boolean): boolean {
  const forwarded = trustProxy && request.headers.get("x-forwarded-proto")?.split(",").at(-1);
  return (forwarded || new URL(request.url).protocol).trim().toLowerCase().startsWith("https");
}
