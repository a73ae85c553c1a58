/**
 * Feature sets that the training form offers by name.
 *
 * @module
 */

/** Ten columns of the KDD schema that a collector can compute from traffic without payloads. */
export const TEN_FEATURES: readonly string[] = [
  "duration",
  "protocol_type",
  "service",
  "src_bytes",
  "dst_bytes",
  "logged_in",
  "count",
  "srv_count",
  "dst_host_count",
  "dst_host_srv_count",
];

/** Those of `wanted` that are not among `present`, in the order of `wanted`. */
export function missingFeatures(wanted: readonly string[], present: readonly string[]): string[] {
  const known = new Set(present);
  return wanted.filter((name) => !known.has(name));
}
