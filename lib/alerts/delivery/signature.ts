/**
 * The headers that tell the receiver of a webhook who sent it, when and that nobody changed it:
 * `webhook-id`, `webhook-timestamp` (seconds since 1970) and `webhook-signature`, which is `v1,` and
 * the HMAC-SHA256 of `id.timestamp.body` in Base64.
 *
 * Source: "Standard Webhooks" 1.0.0, whose libraries verify it.
 *
 * @param secret `whsec_` and the key in Base64
 * @param id of the message; the same for each attempt
 * @param seconds since 1970
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { signatureHeaders } from "./signature.ts";
 *
 * // The example of the standard's documentation.
 * const headers = await signatureHeaders(
 *   "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
 *   "msg_p5jXN8AQM9LWM0D4loKWxJek",
 *   1614265330,
 *   '{"test": 2432232314}',
 * );
 * assert.equal(headers["webhook-signature"], "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
 * ```
 */
export async function signatureHeaders(
  secret: string,
  id: string,
  seconds: number,
  body: string,
): Promise<Record<string, string>> {
  const key = await crypto.subtle.importKey(
    "raw",
    Uint8Array.fromBase64(secret.replace(/^whsec_/, "")),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const content = new TextEncoder().encode(`${id}.${seconds}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": `v1,${signature.toBase64()}`,
  };
}
