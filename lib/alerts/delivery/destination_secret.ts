/**
 * The secrets of destinations.
 *
 * @module
 */
import type { Destination, ShownDestination } from "../../resources/alert_destination.ts";

/** A destination as the API answers it: of its secret only the end. */
export function withoutSecret(destination: Destination): ShownDestination {
  if (destination.type !== "webhook") return destination;
  const { secret, ...rest } = destination;
  return { ...rest, secretEnd: secret.slice(-4) };
}

/** A new secret for a webhook: 32 random bytes. */
export function newSecret(): string {
  return `whsec_${crypto.getRandomValues(new Uint8Array(32)).toBase64()}`;
}
