/** What an id names; the first letters of the id say so. */
export type IdKind =
  | "ds"
  | "run"
  | "model"
  | "import"
  | "rule"
  | "destination"
  | "suppression"
  | "alert"
  | "replay"
  | "token"
  | "batch"
  | "detection"
  | "silence"
  | "sensor";

/**
 * Makes an opaque id that cannot be guessed and is safe in an address and as a file name.
 *
 * @returns the kind, a hyphen and 80 random bits in hexadecimal
 */
export function newId(kind: IdKind): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `${kind}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
