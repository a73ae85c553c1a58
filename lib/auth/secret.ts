/**
 * Secrets that clients hold and the server knows by their hash alone.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret of 256 random bits, in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hexadecimal; enough for secrets that cannot be guessed. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Whether a secret has a hash, in a time that tells nothing about either. */
export function hasHash(secret: string, hash: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(secret).digest(),
    Buffer.from(hash, "hex"),
  );
}
